/** Codes that let people into a live room: short, read aloud, typed on a phone. */
import { randomInt } from 'node:crypto'

/** Letters and figures that nobody takes for one another, neither seen nor heard: no 0 O, 1 I L, 5 S, 8 B, 2 Z, U V. */
const alphabet = 'ACDEFGHJKMNPQRTWXY34679'
const length = 6

/** How long after the end of its event a code still opens the door, if nobody ended the meeting. */
export const codeOutlives = { hours: 3 }

/** One of 148 million, by chance that nobody can foresee. */
export function newCode(): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** A code as it was typed: small letters, spaces and hyphens are forgiven. `null` for what cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  return code.length === length && [...code].every((sign) => alphabet.includes(sign)) ? code : null
}

/** A code as it is shown: `KXM 4T7`. */
export function sayCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}
