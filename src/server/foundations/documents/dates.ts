import { date, pieces } from '#i18n/format/dates.ts'

/** A calendar day written out, such as "12 March 2026" or « 12 mars 2026 ». Takes `YYYY-MM-DD`. */
export function longDate(day: string, locale: string): string {
  return date(day, locale)
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
    const { month, year } = pieces(day.toString(), locale)
    const name = month.replace(/\.$/u, '')
    return i === 0 || day.month === 1 ? { name, year } : { name }
  })
}
