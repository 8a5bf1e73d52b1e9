/** Countries by their ISO 3166-1 alpha-2 codes. */

/** Is it the code of a country that the runtime can name? */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && english.of(code) !== undefined
}

/** The name of a country in a language. */
export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
}

const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
