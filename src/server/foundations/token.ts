/** Tokens that say about which row they are and are signed for one purpose: nothing has to be kept of them. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { fromBase32, toBase32 } from './base32.ts'

/** Octets of the signature: 80 bits, which nobody guesses by asking; more would not fit into an address of mail. */
const signed = 10
const letters = Math.ceil(((16 + signed) * 8) / 5)

/** 42 small letters and digits for the id of a row (a UUID). The same row and purpose have the same token for ever. */
export function tokenOf(secret: string, purpose: string, id: string): string {
  return toBase32(Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), signature(secret, purpose, id)]))
}

/** The id that a token was made for, whatever its case; `null` for one that was not made here for that purpose. */
export function idOfToken(secret: string, purpose: string, token: string): string | null {
  const bytes = token.length === letters ? fromBase32(token.toLowerCase()) : null
  if (!bytes) return null
  const id = bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return timingSafeEqual(bytes.subarray(16), signature(secret, purpose, id)) ? id : null
}

function signature(secret: string, purpose: string, id: string): Buffer {
  return createHmac('sha256', secret).update(`token ${purpose} ${id}`).digest().subarray(0, signed)
}
