/** Recurrence rules as people say them. */
import type { Words } from '#i18n/index.ts'

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
    nths.map((n) => say(`design-calendar.nth.${ordinals[n] ?? 'last'}`)),
    say.locale,
  )
  const day = weekdayName(weekday, say.locale)
  const others = all.filter((month) => !months.includes(month))
  const named = (list: readonly number[]) =>
    enumerated(
      list.map((month) => monthName(month, say.locale)),
      say.locale,
    )
  if (others.length === 0) return say('design-calendar.rule.monthly', { nth, day })
  if (months.length > 6 && others.length < months.length)
    return say('design-calendar.rule.except', { nth, day, months: named(others) })
  return say('design-calendar.rule.months', { nth, day, months: named(months) })
}

/** "every Wednesday". */
export function weeklyWords(weekday: number, say: Words): string {
  return say('design-calendar.rule.weekly', { day: weekdayName(weekday, say.locale) })
}

const ordinals: Record<number, 'first' | 'second' | 'third' | 'fourth' | 'last'> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  [-1]: 'last',
}
