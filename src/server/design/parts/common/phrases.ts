import type { Params, Words } from '#i18n/index.ts'

/** Says a message whose key is put together at run time. Throws where the catalogue lacks it, as `words` itself does. */
export function phrase(words: Words, key: string, params?: Params): string {
  const text = words.maybe(key, params)
  if (text === undefined) throw new Error(`No words for "${key}"`)
  return text
}

/** An id as a selector of a message: ICU takes no hyphen there. */
export const pick = (id: string): string => id.replaceAll('-', '_')

/** "a, b and c" in the reader's language. */
export function listed(words: Words, items: readonly string[]): string {
  return new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(items)
}

/** The name of a language (ISO 639-1) in the reader's language. */
export function languageName(words: Words, code: string): string {
  return new Intl.DisplayNames(words.locale, { type: 'language' }).of(code) ?? code
}

/** A number as the reader writes it, with at most one decimal. */
export function figure(words: Words, value: number, decimals = 1): string {
  return new Intl.NumberFormat(words.locale, { maximumFractionDigits: decimals }).format(value)
}

/** The first letter as a capital, for a sentence that begins with a name from the content files. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

/** A sum of money as the reader writes it; without decimals where there are none. */
export function money(words: Words, amount: number, currency: string): string {
  return new Intl.NumberFormat(words.locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(Number.isInteger(amount) && { maximumFractionDigits: 0 }),
  }).format(amount)
}

/** Clauses in one sentence, first letter and full stop included; a French semicolon stands apart. */
export function sentence(words: Words, clauses: readonly string[]): string {
  return `${capital(clauses.join(words.locale === 'fr' ? ' ; ' : '; '))}.`
}
