import { createHash, randomBytes } from 'node:crypto'

let lastMoment = 0
let sequence = 0

/**
 * A new id: UUID version 7 (RFC 9562) of the given moment, so that ids sort by time even when the clock was moved.
 * Within one millisecond of one process they keep the order in which they were made.
 */
export function newId(now: Temporal.Instant): string {
  const moment = now.epochMilliseconds
  sequence = moment === lastMoment ? (sequence + 1) & 0xfff : 0
  lastMoment = moment
  const hex = moment.toString(16).padStart(12, '0')
  const random = randomBytes(8)
  random[0] = (random[0]! & 0x3f) | 0x80
  const tail = random.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${sequence.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

/** A secret that fits into a link: 32 random bytes, base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret: its SHA-256, hex. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
