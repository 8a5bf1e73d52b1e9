/** `12 March 2026` of `2026-03-12`. */
export function longDay(day: string, locale: string): string {
  return Temporal.PlainDate.from(day).toLocaleString(locale === 'en' ? 'en-GB' : locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}
