/** Problems of a context, each as an issue of the house: where, what was found, what is allowed. */
import type { z } from 'zod'
import type { Issue } from '../../errors.ts'
import { answerSpec } from '../rules/rulebook.ts'
import { currencyCodes } from './currencies.ts'
import { nearest } from './nearest.ts'
import { keysAt } from './schema.ts'

type Path = (string | number)[]
type ZodIssue = z.core.$ZodIssue

/** A value as it is shown in a message: JSON, at most 80 letters. */
export function found(value: unknown): string {
  const text = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
  const letters = Array.from(text)
  return letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : text
}

/** zod's issues about a file in the house's words. `file` is what was read. */
export function problemsOf(issues: readonly ZodIssue[], file: unknown): Issue[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownKeys(issue.path as Path, issue.keys) : [problem(issue, file)],
  )
}

/** One issue per unknown key: with the nearest known one, or that the value is worked out and never asked. */
function unknownKeys(path: Path, keys: readonly string[]): Issue[] {
  return keys.map((key) => {
    const at = [...path, key]
    if (answerSpec(at.join('.'))?.derived) return { path: at, code: 'context.derived', params: { key } }
    const known = keysAt(path) ?? []
    return {
      path: at,
      code: 'context.unknown-key',
      params: { key: found(key), nearest: nearest(key, known) ?? 'none', allowed: known.join(', ') },
    }
  })
}

function problem(issue: ZodIssue, file: unknown): Issue {
  const path = issue.path as Path
  const value = at(file, path)
  const say = (code: string, params: Record<string, unknown> = {}): Issue => ({
    path,
    code: `context.${code}`,
    params: { found: found(value), ...params },
  })
  if (value === undefined) return say('required')
  switch (issue.code) {
    case 'invalid_type':
      return say(`not-${expected[issue.expected] ?? 'fitting'}`)
    case 'invalid_value':
      return option(path, value, issue.values.map(String), say)
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int' ? range(path, value, say) : say('empty')
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? range(path, value, say)
        : say(issue.origin === 'string' ? 'too-long' : 'too-many', { maximum: Number(issue.maximum) })
    case 'invalid_format':
      return say('not-date')
    case 'custom':
      return say(String(issue.params?.code ?? 'not-fitting'))
    default:
      return say('not-fitting')
  }
}

const expected: Record<string, string> = {
  string: 'text',
  number: 'number',
  int: 'whole',
  boolean: 'boolean',
  array: 'list',
  object: 'group',
  record: 'group',
}

type Say = (code: string, params?: Record<string, unknown>) => Issue

function option(path: Path, value: unknown, allowed: string[], say: Say): Issue {
  const meant = typeof value === 'string' ? nearest(value, allowed) : undefined
  const code =
    path[1] === 'countries' ? 'unknown-country' : path[1] === 'currency' ? 'unknown-currency' : 'not-an-option'
  const listed = allowed.length > 40 ? '' : allowed.join(', ')
  return say(code, { nearest: meant && allowed !== currencyCodes ? meant : 'none', allowed: listed })
}

/** Out of range; 25 where a share is wanted is told as such. */
function range(path: Path, value: unknown, say: Say): Issue {
  const { min, max } = answerSpec(path.join('.')) ?? { min: 0, max: undefined }
  if (max === 1 && typeof value === 'number' && value > 1 && value <= 100) return say('share', { meant: value / 100 })
  return say('out-of-range', { minimum: min ?? 0, maximum: max ?? 1e13 })
}

/** What stands at a path of plain data. */
export function at(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, step) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, step)
        ? (part as Record<string | number, unknown>)[step]
        : undefined,
    data,
  )
}
