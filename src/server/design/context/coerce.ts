/**
 * What people write and mean, value by value: `yes` for true, "140" for 140, 25 % for 0.25, `Single organisation` for
 * single-organisation. Only what can be understood in one way is; anything else is given back as it came.
 */
import type { Json } from '../basics.ts'
import { countryMeant, languageMeant } from './places.ts'

const yes = ['yes', 'y', 'true', 'on', 'oui', 'vrai']
const no = ['no', 'n', 'false', 'off', 'non', 'faux']
const unsaid = [
  '?',
  '-',
  'unknown',
  'dont-know',
  "don't know",
  'don’t know',
  'do not know',
  'ne sais pas',
  'inconnu',
  'n/k',
]

/** Whether somebody wrote that they do not know: the answer is then assumed. */
export const isUnsaid = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && unsaid.includes(value.trim().toLowerCase()))

/** A boolean, when the word for it was written out. */
export function toBoolean(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const word = value.trim().toLowerCase()
  if (yes.includes(word)) return true
  return no.includes(word) ? false : value
}

/** A number, when it was quoted, grouped by spaces, written with a decimal comma, or (for shares) as per cent. */
export function toNumber(value: unknown, share: boolean): unknown {
  if (typeof value !== 'string') return value
  const word = value.trim()
  if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word)
  if (/^\d{1,3}([ '’\u00a0\u202f]\d{3})+(\.\d+)?$/.test(word)) return Number(word.replace(/[^\d.]/g, ''))
  if (/^\d+,\d{1,2}$/.test(word)) return Number(word.replace(',', '.'))
  const percent = /^(\d+(?:[.,]\d+)?)\s*%$/.exec(word)
  return share && percent ? Number(percent[1]!.replace(',', '.')) / 100 : value
}

/** One of the options, when it was written with capitals or spaces, or arrived as a boolean. */
export function toOption(value: unknown, options: readonly string[]): unknown {
  if (typeof value === 'boolean') {
    const word = value ? 'yes' : 'no'
    return options.includes(word) ? word : value
  }
  if (typeof value !== 'string' || options.includes(value)) return value
  const kebab = value
    .trim()
    .toLowerCase()
    .replace(/[\s_/]+/g, '-')
  if (options.includes(kebab)) return kebab
  if (options.includes('not-applicable') && ['n-a', 'na'].includes(kebab)) return 'not-applicable'
  const word = toBoolean(value)
  return typeof word === 'boolean' ? toOption(word, options) : value
}

/** A list, when one entry stood alone or several stood in one line. */
export function toList(value: unknown): unknown {
  if (typeof value === 'string')
    return value
      .split(/[,;]/)
      .map((one) => one.trim())
      .filter(Boolean)
  return value !== undefined && value !== null && typeof value !== 'object' ? [value] : value
}

/** A country's code; YAML 1.1 turns Norway's `NO` into false. */
export function toCountry(value: unknown): unknown {
  if (value === false) return 'NO'
  return typeof value === 'string' ? (countryMeant(value) ?? value) : value
}

export const toLanguage = (value: unknown): unknown => {
  if (value === false) return 'no'
  return typeof value === 'string' ? (languageMeant(value) ?? value) : value
}

/** `YYYY-MM-DD`, from a date that a reader made of it, or from one with short months and days. */
export function toDate(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? value : value.toISOString().slice(0, 10)
  if (typeof value !== 'string') return value
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T00:00.*)?$/.exec(value.trim()) ?? []
  return year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : value
}

/** Text without characters that no document can hold; a bare number or year is a name too. */
export function toText(value: unknown): unknown {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return value
  return value
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .trim()
}

/** Whether two values are the same thing, for telling whether something had to be understood. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a as Json) === JSON.stringify(b as Json)
