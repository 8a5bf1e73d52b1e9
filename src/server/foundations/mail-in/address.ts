/**
 * Addresses that mean something: `rsvp+…@in.example.org`. What an address is for and about whom is signed, so that nobody
 * can make one up and nothing has to be kept of it; the same thing has the same address for ever.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { fromBase32, toBase32 } from './base32.ts'

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

/** Octets of the signature: 80 bits, which nobody guesses over SMTP; more would not fit into 64 characters (RFC 5321, 4.5.3.1.1). */
const signed = 10

/** The address for a purpose (small letters) and a row (a UUID). */
export function addressFor(at: MailDomain, secret: string, { purpose, id }: Meaning): string {
  const token = toBase32(Buffer.concat([bytesOf(id), signature(secret, purpose, id)]))
  return at.mailbox ? `${at.mailbox}+${purpose}-${token}@${at.domain}` : `${purpose}+${token}@${at.domain}`
}

/** What an address means, whatever its case; `null` for one that we did not give out. */
export function meaningOf(at: MailDomain, secret: string, address: string): Meaning | null {
  const [, local = '', domain = ''] = /^([^@]+)@([^@]+)$/.exec(address.trim().toLowerCase()) ?? []
  if (domain !== at.domain.toLowerCase()) return null
  const before = at.mailbox ? `${at.mailbox.toLowerCase()}+` : ''
  if (!local.startsWith(before)) return null
  const [, purpose, token] =
    (at.mailbox ? /^([a-z]+)-(\w+)$/ : /^([a-z]+)\+(\w+)$/).exec(local.slice(before.length)) ?? []
  const bytes = token && fromBase32(token)
  if (!purpose || !bytes || bytes.length !== 16 + signed) return null
  const id = uuidOf(bytes.subarray(0, 16))
  return timingSafeEqual(bytes.subarray(16), signature(secret, purpose, id)) ? { purpose, id } : null
}

function signature(secret: string, purpose: string, id: string): Buffer {
  return createHmac('sha256', secret).update(`mail-in ${purpose} ${id}`).digest().subarray(0, signed)
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

function uuidOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
