/** Decisions in words: what a path is called, how a value reads, what a requirement asks. */
import { words, type Locale, type Words } from '#i18n/index.ts'
import type { Decision, Json } from '../basics.ts'
import { pathSpec } from './paths.ts'

/** What a decision is called: "Peer clinic". An unknown path is its own name. */
export function nameOfPath(locale: Locale, path: string): string {
  const w = words(locale)
  const [, format] = /^cadence\.minutes\.(.+)$/.exec(path) ?? []
  if (format) return w('design-rules.minutes', { format: code(w, path, format) })
  return w.maybe(`design-rules.paths.${path}`) ?? path
}

/** How a value at a path reads: "every two weeks", "yes", "0.4", "language steward, regional host". */
export function say(locale: Locale, path: string, value: Json): string {
  const w = words(locale)
  if (Array.isArray(value))
    return value.length ? listed(value.map((one) => say(locale, path, one))) : w('design-rules.nothing')
  if (typeof value === 'boolean') return w(value ? 'design-rules.yes' : 'design-rules.no')
  if (typeof value === 'number') return sayNumber(locale, path, value)
  return code(w, path, String(value))
}

/** Entries that hold commas are parted by semicolons. */
const listed = (entries: string[]): string => entries.join(entries.some((one) => one.includes(',')) ? '; ' : ', ')

/** A code in words; a person's own words stay as they are. */
const code = (w: Words, path: string, value: string): string =>
  w.maybe(`design-rules.at.${path}.${value}`) ?? w.maybe(`design-rules.values.${value}`) ?? value

function sayNumber(locale: Locale, path: string, value: number): string {
  const style = pathSpec(path)?.unit === 'share 0-1' ? 'percent' : 'decimal'
  return new Intl.NumberFormat(locale, { style, maximumFractionDigits: 2 }).format(value)
}

/** What a requirement or a recommendation asks for, as a sentence. */
export function sentenceOf(locale: Locale, { id, value }: Pick<Decision, 'id' | 'value'>): string {
  const found = words(locale).maybe(`design-rules.sentences.${id}`, { value: say(locale, id, value) })
  return found ?? words(locale)('porch.pair', { term: nameOfPath(locale, id), text: say(locale, id, value) })
}
