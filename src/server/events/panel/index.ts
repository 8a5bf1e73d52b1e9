/** The panel of an event: who debates before the others. */
export { namePanel } from './name.ts'
export { onPanel, panelOf, type OnPanel } from './panel.ts'
export { panelPage } from './panel-page.ts'
