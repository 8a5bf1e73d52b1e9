/** Recurrence rules as people say them. */
import type { Words } from '#i18n/index.ts'

/** The name of an ISO weekday (1 Monday). */
export function weekdayName(weekday: number, locale: string): string {
  // 2 January 2023 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2023, 0, 1 + weekday))
}

/** The name of a month, 1 January. */
export function monthName(month: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2023, month - 1, 1))
}

/** "first and third Tuesday of the month", or of the months named (in the order given, the year's own order). */
export function monthlyWords(nths: readonly number[], weekday: number, months: readonly number[], say: Words): string {
  const list = new Intl.ListFormat(say.locale, { type: 'conjunction' })
  const days = list.format(nths.map((nth) => say(`design-calendar.nth.${ordinals[nth] ?? 'last'}`)))
  const day = weekdayName(weekday, say.locale)
  if (months.length === 0 || months.length === 12) return say('design-calendar.rule.monthly', { nth: days, day })
  return say('design-calendar.rule.months', { nth: days, day, months: list.format(months.map((m) => monthName(m, say.locale))) })
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
