/** The panel of an event: who debates before the others, whose turn it is, and their answers. */
export { answerPanel, answerPanelByLink, panelByLink } from './answer.ts'
export { mailPanelAsked, mailPanelDeclined, mailPanelReleased } from './letters.ts'
export { namePanel } from './name.ts'
export { onPanel, panelOf, sits, type OnPanel, type PanelState } from './panel.ts'
export { panelPage, panelRota } from './panel-page.ts'
