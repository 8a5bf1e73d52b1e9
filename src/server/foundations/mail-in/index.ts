/**
 * Mail in. An address is given out for one purpose and one row, and signed (`address.ts`); mail that comes to it is
 * stored as it is (`store.ts`), and a job hands it to the room that registered the purpose (`take.ts`). Mail comes by SMTP
 * or LMTP on a port of our own (`listen.ts`) or from a mailbox by IMAP (`fetch.ts`).
 */
import { fetchMail } from './fetch.ts'
import { listenForMail, type Receiver, type Receiving } from './listen.ts'
import type { MailIn } from './settings.ts'

export { addressFor, meaningOf, type MailDomain, type Meaning } from './address.ts'
export { fetchOnce, tryMailbox } from './fetch.ts'
export type { Receiver, Receiving } from './listen.ts'
export type { Message } from './message.ts'
export { ownWords, type OwnWords } from './own-words.ts'
export { readMailDomain, readMailInUrl, type MailIn } from './settings.ts'
export { largest, storeMail, type Brought } from './store.ts'
export { takeMail, type Outcome, type Purpose, type Purposes } from './take.ts'

/** Begins to receive, the way that the settings say. Throws Refusal where that is not possible. */
export async function receiveMail(at: MailIn, receiving: Receiving): Promise<Receiver> {
  return at.way === 'imap' ? fetchMail(at, receiving) : listenForMail(at, receiving)
}
