/** From when to when, in which zone, and what is kept clear. */
import type { Words } from '#i18n/index.ts'
import { daysAfter, daysBetween, type Holidays, isZone, zonesOf } from '#server/foundations/time/index.ts'
import type { Decided, QuietPeriod } from '../../basics.ts'
import { monthsOf } from '../common/size.ts'

/** The frame of a calendar. */
export interface Year {
  from: string
  to: string
  zone: string
  /** How many months the calendar covers, 1 to 12. */
  horizon: number
  /** First days (`YYYY-MM-01`) of the calendar months that carry the rhythm: those of the horizon that are not mostly quiet. */
  months: string[]
  /** The same with the quiet ones. */
  allMonths: string[]
  kept: string[]
  others: string[]
  quiet: (QuietPeriod & { assumed: boolean })[]
}

/** Public holidays of so many countries at most are kept clear; with more, hardly a Thursday is left. `[k]` */
const keptAtMost = 6

/**
 * What to load before composing: `holidaysOf(span.countries, span.from, span.to, locale)`. `today` (`YYYY-MM-DD`) is only read
 * when the context names no start: then the year begins on the first Monday after the 60 days that activation takes
 * (`domain/` entry 06.2).
 */
export function calendarSpan(decided: Decided, today: string): { from: string; to: string; countries: string[] } {
  const from = decided.context.community.start ?? mondayAfter(daysAfter(today, 60))
  return { from, to: lastDay(decided, from), countries: keptCountries(decided) }
}

/** The frame of the calendar that starts where the context says, or where the holidays begin. */
export function yearOf(decided: Decided, holidays: Holidays, say: Words): Year {
  const { community } = decided.context
  const from = community.start ?? holidays.from
  const to = lastDay(decided, from)
  const kept = keptCountries(decided)
  const quiet = quietPeriods(community['quiet-periods'] ?? [], from, to, say)
  const horizon = monthsOf(decided)
  return {
    from,
    to,
    zone: organiserZone(decided),
    horizon,
    ...rhythmMonths(from, horizon, quiet),
    kept,
    others: (community.countries ?? []).filter((country) => !kept.includes(country)),
    quiet,
  }
}

// The host's country alone, all of them, or the first ones named: people are asked to name the largest first.
function keptCountries(decided: Decided): string[] {
  const named = [...new Set(decided.context.community.countries ?? [])]
  return decided.value('cadence.holidays') === 'host-country' ? named.slice(0, 1) : named.slice(0, keptAtMost)
}

function lastDay(decided: Decided, from: string): string {
  return Temporal.PlainDate.from(from)
    .add({ months: monthsOf(decided) })
    .subtract({ days: 1 })
    .toString()
}

function organiserZone(decided: Decided): string {
  const { zone, countries } = decided.context.community
  if (zone && isZone(zone)) return zone
  return zonesOf(countries?.[0] ?? '')[0] ?? 'UTC'
}

// A year that starts in the second half of a month begins its rhythm with the next one: the months are those it holds most of.
// A month with fewer than ten days outside quiet times carries nothing; where all are like that, none is left out.
function rhythmMonths(from: string, count: number, quiet: readonly QuietPeriod[]): Pick<Year, 'months' | 'allMonths'> {
  const start = Temporal.PlainDate.from(from)
  const first = start.with({ day: 1 }).add({ months: start.day > 15 ? 1 : 0 })
  const all = Array.from({ length: count }, (_, n) => first.add({ months: n }))
  const open = all.filter((month) => {
    const days = daysBetween(month.toString(), month.with({ day: month.daysInMonth }).toString())
    return days.filter((day) => !quiet.some((period) => period.from <= day && day <= period.to)).length >= 10
  })
  const days = (months: typeof all) => months.map((month) => month.toString())
  return { months: days(open.length > 0 ? open : all), allMonths: days(all) }
}

/** The last two weeks of December are quiet unless the community named a quiet time there (`domain/` entry 04.2). */
function quietPeriods(given: readonly QuietPeriod[], from: string, to: string, say: Words): Year['quiet'] {
  const quiet = given.map((period) => ({ ...period, assumed: false }))
  for (const year of new Set([from.slice(0, 4), to.slice(0, 4)])) {
    const end = { from: `${year}-12-18`, to: `${year}-12-31` }
    const touched = quiet.some((period) => period.from <= end.to && period.to >= end.from)
    if (!touched && end.from <= to && end.to >= from)
      quiet.push({ ...end, name: say('design-calendar.quiet.year-end'), assumed: true })
  }
  return quiet.sort((a, b) => (a.from < b.from ? -1 : 1))
}

function mondayAfter(date: string): string {
  const day = Temporal.PlainDate.from(date)
  return day.add({ days: (8 - day.dayOfWeek) % 7 }).toString()
}
