/** Recurrence rules as people say them. */
import type { Words } from '#i18n/index.ts'
import { readRule } from './recurrence.ts'
import { placeOf } from './zones.ts'

/** The name of an ISO weekday (1 Monday). */
export function weekdayName(weekday: number, locale: string): string {
  // 2 January 2023 was a Monday.
  return formatter(locale, 'weekday').format(Date.UTC(2023, 0, 1 + weekday))
}

/** The name of a month, 1 January. */
export function monthName(month: number, locale: string): string {
  return formatter(locale, 'month').format(Date.UTC(2023, month - 1, 1))
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, unit: 'weekday' | 'month'): Intl.DateTimeFormat {
  const key = `${locale} ${unit}`
  const before = formatters.get(key)
  if (before) return before
  const made = new Intl.DateTimeFormat(locale, { [unit]: 'long', timeZone: 'UTC' })
  formatters.set(key, made)
  return made
}

/** "a, b and c", without the comma before the last that bare English takes. */
export function enumerated(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, { type: 'conjunction' }).format(items)
}

/**
 * "first and third Tuesday of the month", or of the months named, or of all but the months named, whichever is shorter. Months
 * are 1 January to 12 December, in the year's own order; `all` are those of the whole year.
 */
export function monthlyWords(
  nths: readonly number[],
  weekday: number,
  months: readonly number[],
  all: readonly number[],
  say: Words,
): string {
  const nth = enumerated(
    nths.map((n) => say(`time.nth.${ordinals[n] ?? 'last'}`)),
    say.locale,
  )
  const day = weekdayName(weekday, say.locale)
  const others = all.filter((month) => !months.includes(month))
  const named = (list: readonly number[]) =>
    enumerated(
      list.map((month) => monthName(month, say.locale)),
      say.locale,
    )
  if (others.length === 0) return say('time.rule.monthly', { nth, day })
  if (months.length > 6 && others.length < months.length)
    return say('time.rule.except', { nth, day, months: named(others) })
  return say('time.rule.months', { nth, day, months: named(months) })
}

/** "every Wednesday". */
export function weeklyWords(weekday: number, say: Words): string {
  return say('time.rule.weekly', { day: weekdayName(weekday, say.locale) })
}

/**
 * A rule with its hour, as a whole: "second Thursday of the month, 13:00 in Johannesburg"; `times` of which several take turns. A rule that
 * counts months says which they are, from that of `from` on. `null` for a rule of another shape than `readRule` reads.
 */
export function ruleWords(
  rule: string,
  when: { from: string; times: readonly string[]; zone: string },
  say: Words,
): string | null {
  const read = readRule(rule)
  if (!read) return null
  const said =
    read.every === 'week'
      ? say('time.rule.weeks', {
          n: read.interval,
          day: enumerated(
            read.weekdays.map((day) => weekdayName(day, say.locale)),
            say.locale,
          ),
        })
      : monthlyWords(read.nths, read.weekday, monthsFrom(read, when.from), everyMonth, say)
  const place = placeOf(when.zone)
  const [time = '', ...others] = when.times
  return others.length === 0
    ? say('time.rule.at', { when: said, time: say('time.rule.time', { time, place }) })
    : say('time.rule.turns', { when: said, times: enumerated(when.times, say.locale), place })
}

const everyMonth = Array.from({ length: 12 }, (_, n) => n + 1)

/** The calendar months on which a monthly rule falls. */
function monthsFrom({ interval, months }: { interval: number; months: readonly number[] }, from: string): number[] {
  const first = Number(from.slice(5, 7))
  return everyMonth.filter(
    (month) =>
      (months.length === 0 || months.includes(month)) && (((month - first) % interval) + interval) % interval === 0,
  )
}

const ordinals: Record<number, 'first' | 'second' | 'third' | 'fourth' | 'last'> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  [-1]: 'last',
}
