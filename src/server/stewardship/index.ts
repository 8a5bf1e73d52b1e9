/** Stewardship: what the core team tends. */
export { checklist, tickChecklist } from './checklist.ts'
export { letter, letters } from './letters.ts'
export { liveDesign, type Rhythm } from './live-design.ts'
export { waiting, type Waiting } from './overview.ts'
export { receivedMail, receivedMails } from './received.ts'
export { personalData } from './personal-data.ts'
