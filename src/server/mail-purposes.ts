/**
 * What the addresses mean that rooms give out: the word before the plus, and who takes the mail that comes there. An address
 * is made by `addressFor` of foundations/mail-in for a purpose and the id of a row. Where mail is returned to (`bounce`)
 * belongs to the receiver itself.
 */
import { answerPurpose, gatheredPurpose } from './discussion/index.ts'
import { invitationPurpose } from './events/index.ts'
import type { Purposes } from './foundations/mail-in/index.ts'

export const purposes: Purposes = {
  // The answer to an invitation to an event.
  rsvp: invitationPurpose,
  // The answer to a letter about one topic that somebody follows, and to one that tells of several.
  post: answerPurpose,
  news: gatheredPurpose,
}
