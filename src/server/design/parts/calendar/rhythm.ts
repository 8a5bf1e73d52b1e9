/** Rhythms of the rules as months of the year. */

/** How many events a rhythm means in twelve months, at most (`content/README.md`). */
const timesAYear: Record<string, number> = {
  none: 0,
  'merged-into-monthly': 0,
  once: 1,
  yearly: 1,
  'twice-yearly': 2,
  quarterly: 4,
  'every-two-months': 6,
  monthly: 12,
  biweekly: 24,
  weekly: 48,
}

/** Events in twelve months; 0 for a rhythm that holds none. */
export function perYear(rhythm: string | undefined): number {
  return timesAYear[rhythm ?? 'none'] ?? 0
}

/**
 * The places (0 the first) among `count` months on which a rhythm of at most one a month falls, beginning with month `phase`
 * (1 the first). In a year too short for its phase it falls on the last month.
 */
export function monthsOfRhythm(rhythm: string, phase: number, count: number): number[] {
  const step = 12 / Math.min(12, Math.max(1, perYear(rhythm)))
  const months: number[] = []
  for (let month = Math.min(phase, step); month <= count; month += step) months.push(month - 1)
  return months.length > 0 ? months : [count - 1]
}
