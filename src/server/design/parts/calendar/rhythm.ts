/** Rhythms of the rules as months of the year. */
import { perYear } from '../../rules/formulas.ts'

/**
 * The places (0 the first) among `usable` months on which a rhythm of at most one a month falls, spread evenly; `phase` is the month
 * with which it begins in a full year, 1 the first. `horizon` is how many months the calendar covers, of which quiet times
 * may have left fewer usable: half a year has half the events, but a quarterly meeting does not vanish in a quiet quarter.
 */
export function monthsOfRhythm(rhythm: string, phase: number, usable: number, horizon: number): number[] {
  const times = Math.min(12, perYear(rhythm))
  const held = Math.min(usable, Math.max(1, Math.round((times * horizon) / 12)))
  const begin = (Math.min(phase, 12 / times) - 1) / (12 / times)
  return Array.from({ length: held }, (_, n) => Math.floor((n + begin) * (usable / held) + 1e-9))
}
