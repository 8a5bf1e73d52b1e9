/** Rhythms of the rules as months of the year. */
import { perYear } from '../../rules/formulas.ts'

/**
 * The places (0 the first) among `usable` months on which a rhythm of at most one a month falls, beginning with month `phase` (1 the
 * first). `horizon` is how many months the calendar covers; where quiet times left fewer usable, the same number of events moves
 * together, so that a quarterly meeting does not vanish in a quiet quarter. A horizon too short for the phase has its last month.
 */
export function monthsOfRhythm(rhythm: string, phase: number, usable: number, horizon: number): number[] {
  const step = 12 / Math.min(12, perYear(rhythm))
  const places = new Set<number>()
  for (let month = Math.min(phase, step) - 1; month < horizon; month += step)
    places.add(Math.floor((month * usable) / horizon + 1e-9))
  return places.size > 0 || usable === 0 ? [...places].filter((place) => place < usable) : [usable - 1]
}
