/** Making an agenda: parts, their order, what does not fit, and keeping it as a template. */
export { agendaToEdit } from './read.ts'
export { arrangeAgenda, fitAgenda, saveAgendaAsTemplate } from './edit.ts'
export { rearranged } from './rows.ts'
export type { Finding } from './checks.ts'
