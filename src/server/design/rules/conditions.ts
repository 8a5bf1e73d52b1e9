/** Whether a rule speaks: its conditions, read against the answers and against what earlier layers decided. */
import type { Json } from '../basics.ts'
import type { Condition, When } from './rulebook.ts'

/** What conditions may read. */
export interface Readable {
  answer(id: string): Json | undefined
  decision(path: string): Json | undefined
}

/** All of `all` and, where given, at least one of `any`. A `when` that is missing always holds. */
export function holds(when: When | undefined, read: Readable): boolean {
  const test = (condition: Condition): boolean => speaks(condition, read)
  return (when?.all ?? []).every(test) && (!when?.any || when.any.some(test))
}

/** The conditions of a `when`, flat. */
export const conditionsOf = (when: When | undefined): Condition[] => [...(when?.all ?? []), ...(when?.any ?? [])]

type Operator = (found: Json | undefined, value: Json, read: Readable) => boolean

/** The operators of the rule book (`operators` in content/design-rules.json says them in words). */
export const operators: Record<string, Operator> = {
  eq: (found, value) => found === value,
  neq: (found, value) => found !== value,
  lt: (found, value) => both(found, value, (a, b) => a < b),
  lte: (found, value) => both(found, value, (a, b) => a <= b),
  gt: (found, value) => both(found, value, (a, b) => a > b),
  gte: (found, value) => both(found, value, (a, b) => a >= b),
  in: (found, value) => list(value).includes(found as Json),
  contains: (found, value) => list(found).includes(value),
  'contains-any': (found, value) => list(value).some((one) => list(found).includes(one)),
  'not-contains': (found, value) => !list(found).includes(value),
  'not-contains-any': (found, value) => !list(value).some((one) => list(found).includes(one)),
  only: (found, value) => list(found).length > 0 && list(found).every((one) => list(value).includes(one)),
  'count-gte': (found, value) => list(found).length >= Number(value),
  'lt-answer': (found, value, read) => both(found, read.answer(String(value)), (a, b) => a < b),
  exists: (found, value) => (found !== undefined) === value,
}

function speaks(condition: Condition, read: Readable): boolean {
  const operator = operators[condition.op]
  if (!operator) throw new Error(`Unknown operator "${condition.op}" in the rule book`)
  const found = condition.answer ? read.answer(condition.answer) : read.decision(condition.decision!)
  return operator(found, condition.value, read)
}

const both = (a: Json | undefined, b: Json | undefined, test: (a: number, b: number) => boolean): boolean =>
  typeof a === 'number' && typeof b === 'number' && test(a, b)

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])
