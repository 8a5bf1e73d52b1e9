/**
 * Addresses that mean something: `rsvp+…@in.example.org`. What an address is for and about whom is signed, so that nobody
 * can make one up and nothing has to be kept of it; the same thing has the same address for ever.
 */
import { idOfToken, tokenOf } from '../token.ts'

/** The domain that leads mail to us, or a mailbox of which `name+anything@` does. */
export interface MailDomain {
  /** `in.example.org` */
  domain: string
  /** The name before `+`, where it is a mailbox: `copse` of `copse@example.org`. */
  mailbox?: string | undefined
}

/** What an address says: its purpose, as a room registered it, and the id of the row that it is about. */
export interface Meaning {
  purpose: string
  id: string
}

/** The address for a purpose (a few small letters) and a row (a UUID). */
export function addressFor(at: MailDomain, secret: string, { purpose, id }: Meaning): string {
  const token = tokenOf(secret, `mail ${purpose}`, id)
  return at.mailbox ? `${at.mailbox}+${purpose}-${token}@${at.domain}` : `${purpose}+${token}@${at.domain}`
}

/** What an address means, whatever its case; `null` for one that we did not give out. */
export function meaningOf(at: MailDomain, secret: string, address: string): Meaning | null {
  const [, local = '', domain = ''] = /^([^@]+)@([^@]+)$/.exec(address.trim().toLowerCase()) ?? []
  const before = at.mailbox ? `${at.mailbox.toLowerCase()}+` : ''
  if (domain !== at.domain.toLowerCase() || !local.startsWith(before)) return null
  const shape = at.mailbox ? /^([a-z]+)-(\w+)$/ : /^([a-z]+)\+(\w+)$/
  const [, purpose, token] = shape.exec(local.slice(before.length)) ?? []
  const id = purpose && token ? idOfToken(secret, `mail ${purpose}`, token) : null
  return purpose && id ? { purpose, id } : null
}
