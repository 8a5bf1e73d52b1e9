/** How an hour of the clock is borne. Slot rules: `domain/` entry 09.6; thresholds `[k]`. */

/** How hard it is to begin a meeting at a local hour (0 to 24, with halves), from 0 by day to 12 at night. */
export function hardshipAt(hour: number): number {
  const local = ((hour % 24) + 24) % 24
  if (local >= 9 && local <= 16) return 0
  if (local >= 8 && local < 18) return 1
  if (local >= 7 && local < 19.5) return 3
  if (local >= 6 && local < 21) return 6
  return 12
}

/** Before seven in the morning and after nine in the evening nobody is asked without a reason. */
const dawn = 7 * 60
const dusk = 21 * 60

/** Is a meeting at a bad hour on a local clock: does it begin before 07:00, or go on after 21:00? */
export function isBadHour(start: Temporal.Instant, end: Temporal.Instant, zone: string): boolean {
  const from = start.toZonedDateTimeISO(zone)
  const begins = from.hour * 60 + from.minute
  return begins < dawn || begins + (end.epochMilliseconds - start.epochMilliseconds) / 60_000 > dusk
}
