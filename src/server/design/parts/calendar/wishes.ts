/** The dates that the rules give, before anybody looks whether they are open. */
import { datesOf, daysAfter, monthly, weekdayOf, weekly } from '#server/foundations/time/index.ts'
import type { SeriesPlan, When } from './plan.ts'
import type { Year } from './span.ts'

/** A date that a rule gives. */
export interface Wish {
  date: string
  /** Running number of the event in its series, from 0; parts of one event share it. */
  turn: number
  part?: { number: number; of: number }
  prepares?: string
  /** It follows another date: any of these does as well, and choosing one is not a move. */
  instead?: string[]
}

/** The dates of a plan that has a rule, from `from` on. */
export function wishesOf(plan: SeriesPlan, from: string, year: Year): Wish[] {
  const { when } = plan
  if (when.kind === 'first') return [{ date: firstWeekday(when.weekday, year), turn: 0 }]
  const rule = ruleOf(when, year)
  if (!rule) return []
  return datesOf(rule, from, year.to)
    .filter((date) => when.kind === 'weekly' || inMonths(date, when, year))
    .flatMap((date, turn) => sittings(date, turn, plan))
}

/** The dates of a plan that prepares another series: so many days before each of its events, or as near as can be. */
export function wishesBefore(
  when: Extract<When, { kind: 'before' }>,
  prepared: readonly { id: string; wall: string }[],
): Wish[] {
  return prepared.map(({ id, wall }, turn) => {
    const [date = wall, ...instead] = [0, 1, -1, 2, -2, 3, -3].map((step) =>
      daysAfter(wall.slice(0, 10), step - when.days),
    )
    return { date, turn, instead, prepares: id }
  })
}

/** The RRULE of a series that has one. */
export function ruleOf(when: When, year: Year): string | null {
  if (when.kind === 'weekly') return weekly(when.weekday)
  if (when.kind !== 'monthly') return null
  return monthly(when.nths, when.weekday, calendarMonths(when.months, year))
}

/** Places in the year as calendar months, 1 January. */
export function calendarMonths(months: readonly number[], year: Year): number[] {
  return months.flatMap((month) => Number(year.months[month]?.slice(5, 7)) || [])
}

// A year from mid-month to mid-month meets one calendar month twice; only one of the two carries the rhythm.
function inMonths(date: string, when: When, year: Year): boolean {
  return when.kind === 'monthly' && when.months.some((month) => year.months[month]?.startsWith(date.slice(0, 7)))
}

function firstWeekday(weekday: number, year: Year): string {
  return daysAfter(year.from, (weekday - weekdayOf(year.from) + 7) % 7)
}

// A workshop in parts ends on the date of the rule; the parts before it are a week apart, for the task between.
function sittings(date: string, turn: number, plan: SeriesPlan): Wish[] {
  const of = plan.sittings.length
  if (of === 1) return [{ date, turn }]
  return plan.sittings.map((_, n) => ({ date: daysAfter(date, -7 * (of - 1 - n)), turn, part: { number: n + 1, of } }))
}
