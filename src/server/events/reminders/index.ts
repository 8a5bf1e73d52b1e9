/** Reminders of events, and the one question to those who were asked and have not answered. */
export { communitiesToRemind, remind } from './remind.ts'
