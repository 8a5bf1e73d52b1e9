/** What several pages of series show alike. */
import { date } from '#ui/format.ts'

/** ISO weekdays as options, Monday first. */
export function weekdays(locale: string): { value: string; label: string }[] {
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // 2 January 2023 was a Monday.
  return Array.from({ length: 7 }, (_, n) => ({ value: String(n + 1), label: name.format(Date.UTC(2023, 0, 2 + n)) }))
}

/** `Thursday 9 April 2026` of a date without a zone. */
export function dayName(day: string, locale: string): string {
  return date(day, locale, 'full')
}

/** Fields of quiet times as a form names them. */
export function quietValues(quiet: readonly { from: string; to: string; name?: string | undefined }[]) {
  return Object.fromEntries(
    quiet.flatMap(({ from, to, name }, n) => [
      [`quiet.${n}.from`, from],
      [`quiet.${n}.to`, to],
      [`quiet.${n}.name`, name ?? ''],
    ]),
  )
}

/** The name of a country by its code. */
export function countryOf(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
}
