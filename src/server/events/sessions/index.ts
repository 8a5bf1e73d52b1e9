/** Sessions that run side by side: planned, chosen, shown as a timetable. */
export { chooseSession } from './choose.ts'
export { removeSession, setSession } from './plan.ts'
export { programme, sessionsToEdit } from './programme.ts'
export type { SessionClash } from './clashes.ts'
