/**
 * Answers as a form has them: text in boxes, shares in per cent, countries by their names, rows for lists of things. What
 * `typedFrom` writes, `givenBy` reads back as the same answer.
 */
import type { Locale } from '#i18n/index.ts'
import { countryMeant, languageMeant } from '../context/places.ts'
import type { Field } from '../context/questions.ts'
import { isRaw, type Raw } from '../context/understand.ts'
import { answerIn, type Given } from './answers.ts'

export type TypedValue = string | string[]

/** What stands in the boxes of these fields, by their names: `scope.members`, `existing.mechanisms[]`, `gaps.list.0.title`. */
export function typedFrom(fields: readonly Field[], answers: Raw, locale: Locale): Record<string, TypedValue> {
  return Object.fromEntries(fields.flatMap((field) => boxes(field, askedIn(answers, field.answer), locale)))
}

/** A sum that a file gave in US dollars alone is asked for as any sum is: with its currency. */
function askedIn(answers: Raw, answer: string): unknown {
  const dollars = answerIn(answers, 'budget.annual') === undefined ? answerIn(answers, 'budget.annual-usd') : undefined
  if (dollars !== undefined && answer === 'budget.annual') return dollars
  return dollars !== undefined && answer === 'budget.currency' ? 'USD' : answerIn(answers, answer)
}

/** The names of a field's columns, where it is asked in rows. */
export const rowColumns = {
  'gap-list': ['title', 'type', 'priority', 'expertise'],
  periods: ['from', 'to', 'name'],
} as const

const isRows = (kind: Field['kind']): kind is keyof typeof rowColumns => Object.hasOwn(rowColumns, kind)

function boxes(field: Field, value: unknown, locale: Locale): [string, TypedValue][] {
  const { answer, kind } = field
  if (isRows(kind)) {
    const rows = Array.isArray(value) ? (value as Raw[]) : []
    return rows.flatMap((row, i) =>
      rowColumns[kind].map((column): [string, string] => [`${answer}.${i}.${column}`, String(row[column] ?? '')]),
    )
  }
  if (value === undefined || value === null) return []
  if (kind === 'list') return [[`${answer}[]`, (value as string[]).map(String)]]
  return [[answer, box(kind, value, locale)]]
}

function box(kind: Field['kind'], value: unknown, locale: Locale): string {
  if (kind === 'share') return number(Number(value) * 100, locale)
  if (typeof value === 'number') return number(value, locale)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (kind === 'countries') return names(value as string[], 'region', countryMeant, locale)
  if (kind === 'languages') return names(value as string[], 'language', languageMeant, locale)
  if (kind === 'text-list') return (value as string[]).join('\n')
  return String(value)
}

/** Without groups: what is typed is read back with spaces, never with points, between thousands. */
function number(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: false }).format(value)
}

/** Names where they lead back to the code, the code itself where they do not. */
function names(
  codes: readonly string[],
  type: 'region' | 'language',
  meant: (name: string) => string | undefined,
  locale: Locale,
): string {
  const say = new Intl.DisplayNames(locale, { type })
  return codes.map((code) => (meant(say.of(code) ?? code) === code ? say.of(code)! : code)).join(', ')
}

/**
 * What was typed into these fields, as answers. An empty box and "I don't know yet" both take the answer back, unless that
 * was ticked when the form was opened: then whoever answered meant the answer.
 */
export function givenBy(fields: readonly Field[], typed: Raw): Given {
  const given = fields.map((field): [string, unknown] => {
    const value = givenIn(field, at(typed, field.answer))
    const isUnknown =
      at(typed, unknownName(field.answer)) === 'yes' &&
      !(value !== null && at(typed, wasUnknownName(field.answer)) === 'yes')
    return [field.answer, isUnknown ? null : value]
  })
  return Object.fromEntries(given)
}

/** The name under which "I don't know yet" posts, and the one that says it was ticked when the form was opened. */
export const unknownName = (answer: string): string => `unknown.${answer}`
export const wasUnknownName = (answer: string): string => `was-unknown.${answer}`

function givenIn({ kind }: Field, value: unknown): unknown {
  if (isRows(kind)) return rowsIn(kind, value)
  if (kind === 'list') return Array.isArray(value) && value.length > 0 ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  const text = value.trim()
  if (kind === 'text-list')
    return text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean)
  if (kind === 'share') return /^[\d.,]+$/.test(text) ? `${text} %` : text
  if (kind === 'zone') return zoneMeant(text)
  return text.replaceAll('\r\n', '\n')
}

/** Rows in which something was written; what was left empty in such a row is told as missing. */
function rowsIn(kind: keyof typeof rowColumns, value: unknown): Raw[] | null {
  const rows = (Array.isArray(value) ? value : [])
    .filter(isRaw)
    .map((row) => Object.fromEntries(rowColumns[kind].flatMap((column) => filled(column, row[column]))))
  const written = rows.filter((row) => 'title' in row || 'from' in row || 'to' in row)
  return written.length > 0 ? written : null
}

const filled = (column: string, value: unknown): [string, string][] =>
  typeof value === 'string' && value.trim() !== '' ? [[column, value.trim()]] : []

/** A zone by the name of its city alone: "Nairobi". */
function zoneMeant(text: string): string {
  const city = text.replace(/\s+/g, '_').toLowerCase()
  if (city.includes('/')) return text
  return Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase().endsWith(`/${city}`)) ?? text
}

function at(typed: Raw, name: string): unknown {
  return name.split('.').reduce<unknown>((part, step) => (isRaw(part) ? part[step] : undefined), typed)
}
