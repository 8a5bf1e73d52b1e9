/** Invitations to an event as calendar requests: sending them, answers that come back by mail, and word of what changes. */
export { invitationPurpose } from './answer.ts'
export {
  concernedBy,
  isAhead,
  mailCancellation,
  mailChange,
  mailConfirmation,
  mailInvitations,
  telling,
} from './letters.ts'
export { hasWayIn, howToAnswer, linkLine, pageOf, whenLine, whereLine, type Before } from './lines.ts'
export { attachment, mailAbout } from './message.ts'
export { guestsOf, idOf, mayCome, noteRequests, recipientsOf, type Recipient } from './recipients.ts'
export { invitations, sendInvitations } from './send.ts'
