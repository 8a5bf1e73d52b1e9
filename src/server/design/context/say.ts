/** Answers in words: what each is called and how its values read. */
import { words, type Locale } from '#i18n/index.ts'
import type { Json } from '../basics.ts'

/** What an answer is called: "members expected in month 12". */
export const nameOfAnswer = (locale: Locale, id: string): string => words(locale).maybe(`context.answers.${id}`) ?? id

/** A value of an answer in words; numbers in the language's way, shares as per cent. */
export function sayAnswer(locale: Locale, id: string, value: Json): string {
  if (Array.isArray(value))
    return value.length ? value.map((one) => sayAnswer(locale, id, one)).join(', ') : words(locale)('context.nothing')
  if (typeof value === 'boolean') return words(locale)(value ? 'context.yes' : 'context.no')
  if (typeof value === 'number') return sayNumber(locale, id, value)
  if (id === 'scope.languages')
    return new Intl.DisplayNames(locale, { type: 'language' }).of(String(value)) ?? String(value)
  return words(locale).maybe(`context.options.${id}.${String(value)}`) ?? String(value)
}

function sayNumber(locale: Locale, id: string, value: number): string {
  const share = id.endsWith('-share') || id === 'structure.turnover'
  return new Intl.NumberFormat(locale, share ? { style: 'percent' } : { maximumFractionDigits: 2 }).format(value)
}
