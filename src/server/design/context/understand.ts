/** Understands a whole file: every value that can mean only one thing is put right, and each time it is said. */
import type { Issue } from '../../errors.ts'
import { answerSpec, groups, type AnswerSpec } from '../rules/rulebook.ts'
import {
  isUnsaid,
  same,
  toBoolean,
  toCountry,
  toDate,
  toLanguage,
  toList,
  toNumber,
  toOption,
  toText,
} from './coerce.ts'
import { found } from './problems.ts'

export type Raw = Record<string, unknown>
export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

export interface Understood {
  value: Raw
  /**
   * `context.understood` (what was found, what it was taken for) and `context.dont-know`. Yes and no in words are the
   * ordinary way to answer and are not noted.
   */
  notes: Issue[]
}

/** A copy of the file with what was meant in place of what was written. The file itself is not changed. */
export function understand(file: Raw): Understood {
  const notes: Issue[] = []
  const entries = Object.entries(file).flatMap(([key, part]): [string, unknown][] => {
    const readable = key === 'community' || groups.some((id) => id === key)
    if (readable && part === null) return []
    return [[key, readable && isRaw(part) ? inGroup(key, part, notes) : part]]
  })
  return { value: Object.fromEntries(entries), notes }
}

function inGroup(group: string, part: Raw, notes: Issue[]): Raw {
  const entries = Object.entries(part).flatMap(([key, given]): [string, unknown][] => {
    const path = [group, key]
    const id = `${group}.${key}`
    if (answerSpec(id) === undefined && !Object.hasOwn(others, id)) return [[key, given]]
    if (isUnsaid(given)) {
      if (given !== null) notes.push({ path, code: 'context.dont-know', params: { found: found(given) } })
      return []
    }
    const meant = meaning(id, given)
    if (typeof meant !== 'boolean' && !same(given, meant))
      notes.push({ path, code: 'context.understood', params: { found: found(given), taken: found(meant) } })
    return [[key, meant]]
  })
  return Object.fromEntries(entries)
}

function meaning(id: string, given: unknown): unknown {
  const spec = answerSpec(id)
  if (spec) return meantAnswer(spec, given)
  return others[id]?.(given) ?? given
}

function meantAnswer(spec: AnswerSpec, given: unknown): unknown {
  if (spec.type === 'boolean') return toBoolean(given)
  if (spec.type === 'enum') return toOption(given, spec.options ?? [])
  if (spec.type === 'list')
    return each(toList(given), (one) =>
      spec.id === 'scope.languages' ? toLanguage(one) : toOption(one, spec.options ?? []),
    )
  return toNumber(given, spec.max === 1)
}

const each = (value: unknown, one: (entry: unknown) => unknown): unknown =>
  Array.isArray(value) ? value.map(one) : value

const within = (value: unknown, fields: Record<string, (given: unknown) => unknown>): unknown =>
  isRaw(value)
    ? Object.fromEntries(Object.entries(value).map(([key, given]) => [key, fields[key]?.(given) ?? given]))
    : value

/** What is only printed, and how it may be meant. */
const others: Record<string, (given: unknown) => unknown> = {
  'community.name': toText,
  'community.host': toText,
  'community.purpose': toText,
  'community.countries': (given) => each(toList(given), toCountry),
  'community.start': toDate,
  'community.zone': toText,
  'community.quiet-periods': (given) => each(given, (one) => within(one, { from: toDate, to: toDate, name: toText })),
  'existing.limits-in-own-words': (given) => each(typeof given === 'string' ? [given] : given, toText),
  'gaps.list': (given) => each(given, (one) => within(one, gapFields)),
  'budget.annual': (given) => toNumber(given, false),
  'budget.currency': (given) => (typeof given === 'string' ? given.trim().toUpperCase() : given),
}

const gapFields = {
  title: toText,
  type: (given: unknown) => toOption(given, answerSpec('gaps.types')!.options!),
  priority: (given: unknown) => toOption(given, ['high', 'medium', 'low']),
  expertise: (given: unknown) => toOption(given, answerSpec('gaps.expertise')!.options!),
}
