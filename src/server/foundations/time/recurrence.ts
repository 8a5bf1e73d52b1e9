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

/** A rule as it is asked for and said: every so many weeks on some weekdays, or on some weekdays of some months. */
export type Rhythm =
  | { every: 'week'; interval: number; weekdays: number[] }
  | { every: 'month'; interval: number; nths: number[]; weekday: number; months: number[] }

/**
 * Reads a rule of the shapes that people plan by: `FREQ=WEEKLY` with `INTERVAL` and `BYDAY`, `FREQ=MONTHLY` with `BYDAY` (`2TH`,
 * `-1FR`), `BYMONTH`, and an `INTERVAL` that divides the year, so that it falls on the same months every year. `null` for every other.
 */
export function readRule(rule: string): Rhythm | null {
  const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]))
  const { FREQ, BYDAY, BYMONTH, INTERVAL = '1', ...others } = Object.fromEntries(parts)
  const interval = Number(INTERVAL)
  if (Object.keys(others).length > 0 || !BYDAY || !/^[1-9]\d?$/.test(INTERVAL)) return null
  const days = BYDAY.split(',').map((day) => /^(-1|[1-4])?(MO|TU|WE|TH|FR|SA|SU)$/.exec(day))
  if (days.some((day) => day === null)) return null
  const weekdays = days.map((day) => dayCodes.indexOf(day![2] as (typeof dayCodes)[number]) + 1)
  const nths = days.map((day) => Number(day![1] ?? 0))
  if (FREQ === 'WEEKLY' && !BYMONTH && interval <= 26 && nths.every((nth) => nth === 0))
    return { every: 'week', interval, weekdays }
  const months = BYMONTH ? BYMONTH.split(',').map(Number) : []
  const fits = months.every((month) => Number.isInteger(month) && month >= 1 && month <= 12)
  if (FREQ !== 'MONTHLY' || !fits || 12 % interval !== 0 || nths.includes(0) || new Set(weekdays).size > 1) return null
  return { every: 'month', interval, nths, weekday: weekdays[0]!, months }
}

// A rule without hours gives dates; any zone without clock changes expands them alike.
function at(date: string, time: string): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.from(scheduled(date, time, 'UTC').start)
}
