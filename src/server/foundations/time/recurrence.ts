/**
 * Recurrence in the organiser's wall time: "every second Thursday at 13:00" stays at 13:00 when the clocks change.
 * Rules are RFC 5545 RRULE values; `rrule-temporal` expands them over native `Temporal`.
 */
import { RRuleTemporal } from 'rrule-temporal'
import { scheduled } from './wall.ts'

/** RFC 5545 names of the weekdays, ISO order: `dayCodes[0]` is Monday. */
export const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/**
 * The dates (`YYYY-MM-DD`) on which a rule (`FREQ=MONTHLY;BYDAY=2TH`) falls from `from` to `until`, both inside.
 * `from` itself counts only if the rule falls on it. A rule that counts weeks or months (INTERVAL) counts from `from`.
 * Throws on a rule that is not RFC 5545.
 */
export function datesOf(rule: string, from: string, until: string): string[] {
  return new RRuleTemporal({
    rruleString: rule,
    dtstart: at(from, '00:00'),
    until: at(until, '23:59'),
  })
    .all()
    .map((moment) => moment.toString().slice(0, 10))
}

/** `FREQ=WEEKLY`: every `interval` weeks on an ISO weekday. */
export function weekly(weekday: number, interval = 1): string {
  return `FREQ=WEEKLY${interval > 1 ? `;INTERVAL=${interval}` : ''};BYDAY=${dayCodes[weekday - 1]}`
}

/**
 * `FREQ=MONTHLY`: the given weekdays of the month (1 the first to 4 the fourth, -1 the last), in every month or only in
 * some (1 January to 12 December).
 */
export function monthly(nths: readonly number[], weekday: number, months: readonly number[] = []): string {
  const byMonth =
    months.length > 0 && months.length < 12 ? `;BYMONTH=${[...months].sort((a, b) => a - b).join(',')}` : ''
  return `FREQ=MONTHLY${byMonth};BYDAY=${nths.map((nth) => `${nth}${dayCodes[weekday - 1]}`).join(',')}`
}

// A rule without hours gives dates; any zone without clock changes expands them alike.
function at(date: string, time: string): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.from(scheduled(date, time, 'UTC').start)
}
