import { withFirstDay } from '#i18n/first-day.ts'

/** Bare `en` would print the month first; the field writes the day first. */
const printed = (locale: string): string => (locale === 'en' ? 'en-GB' : locale)

/** A calendar day written out, such as "12 March 2026" or « 12 mars 2026 ». Takes `YYYY-MM-DD`. */
export function longDate(date: string, locale: string): string {
  return withFirstDay(Temporal.PlainDate.from(date).toLocaleString(printed(locale), { dateStyle: 'long' }), locale)
}

/** A month of a year strip: its short name, and its year where that has to be said. */
export interface Month {
  name: string
  year?: string
}

/** The twelve months from `start` (`YYYY-MM`); the first one and each January carry the year. */
export function twelveMonths(start: string, locale: string): Month[] {
  const first = Temporal.PlainYearMonth.from(start)
  return Array.from({ length: 12 }, (_, i) => {
    const day = first.add({ months: i }).toPlainDate({ day: 1 })
    const name = day.toLocaleString(printed(locale), { month: 'short' }).replace(/\.$/u, '')
    return i === 0 || day.month === 1
      ? { name, year: day.toLocaleString(printed(locale), { year: 'numeric' }) }
      : { name }
  })
}
