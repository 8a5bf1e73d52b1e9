/** French counts the first day of a month and no other: « le 1er mars ». Takes a day as `Intl` says it, in any language. */
export function withFirstDay(said: string, locale: string): string {
  return locale.startsWith('fr') ? said.replace(/(?<!\d)1(?= \p{L})/u, '1er') : said
}
