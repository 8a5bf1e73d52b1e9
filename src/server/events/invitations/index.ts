/** Invitations to an event as calendar requests: sending them, answers that come back by mail, and word of what changes. */
export { invitationPurpose } from './answer.ts'
export { isAhead, mailCancellation, mailChange, mailConfirmation, mailInvitations } from './letters.ts'
export { hasWayIn, howToAnswer, linkLine, pageOf, whenLine, whereLine } from './lines.ts'
export { mailAbout } from './message.ts'
export { guestsOf, mayCome, recipientsOf, type Recipient } from './recipients.ts'
export { invitations, sendInvitations } from './send.ts'
