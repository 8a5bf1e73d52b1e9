/**
 * Formatters are slow to make and cheap to use: one is kept per language and wish. English means international English:
 * the day before the month, 24 hours, and `US$` where other dollars exist.
 */
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat | Intl.RelativeTimeFormat>()

/** Numbers of a language, in digits that every reader's spreadsheet knows. */
export const numberFormat = (locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  keep('number', locale, options, (tag, wish) => new Intl.NumberFormat(tag, { numberingSystem: 'latn', ...wish }))

/** Dates and times of a language in a zone; 24 hours. */
export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  keep('date', locale, options, (tag, wish) => {
    return new Intl.DateTimeFormat(tag, { calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', ...wish })
  })

/** Lists of a language: "a, b and c". */
export const listFormat = (locale: string, options: Intl.ListFormatOptions): Intl.ListFormat =>
  keep('list', locale, options, (tag, wish) => new Intl.ListFormat(tag, wish))

/** Distances in time of a language: "in 3 days". */
export const relativeFormat = (locale: string): Intl.RelativeTimeFormat =>
  keep('relative', locale, { numeric: 'auto' } as const, (tag, wish) => new Intl.RelativeTimeFormat(tag, wish))

const mostSaid = 10_000
const said = new Map<string, string>()

/**
 * What `say` gives, once: lists tell the same days and figures to everybody, and looking one up costs a tenth of
 * formatting it. `key` holds everything that it depends on.
 */
export function saidOnce(key: string, say: () => string): string {
  const known = said.get(key)
  if (known !== undefined) return known
  if (said.size >= mostSaid) said.delete(said.keys().next().value!)
  const text = say()
  said.set(key, text)
  return text
}

function keep<
  O extends object,
  F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat | Intl.RelativeTimeFormat,
>(kind: string, locale: string, options: O, make: (tag: string, options: O) => F): F {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`
  const found = kept.get(key)
  if (found) return found as F
  const made = make(locale === 'en' ? 'en-GB' : locale, options)
  kept.set(key, made)
  return made
}
