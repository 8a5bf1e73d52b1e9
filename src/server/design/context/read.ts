/** Reads a context as people write it: YAML, JSON or plain data; says everything that is wrong at once. */
import { Invalid, type Issue } from '../../errors.ts'
import { words, type Locale } from '#i18n/index.ts'
import { refusalOf } from '../rules/overrides.ts'
import { allPaths } from '../rules/paths.ts'
import type { Context, Override } from '../basics.ts'
import { contradictions } from './contradictions.ts'
import { nearest } from './nearest.ts'
import { parse, type Parsed } from './parse.ts'
import { found, problemsOf } from './problems.ts'
import { contextFile } from './schema.ts'
import { isRaw, understand, type Raw } from './understand.ts'

export interface ReadContext {
  context: Context
  /** What a person changed, when the file holds it: a design's own JSON, or a context with `overrides`. */
  overrides: Record<string, Override>
  /** Language of the design, when the file names one. */
  locale?: Locale
  /** What was understood though it was written otherwise, and what was left open. */
  notes: Issue[]
}

/**
 * Reads a context from text (YAML or JSON, told by `format`, the file's ending or its first letter) or from plain data.
 * A design's own JSON is read as the context that it holds. Throws Invalid `context.unreadable` when the text is not in
 * its format, and Invalid `context.invalid` with every problem at once, each with its place, what was found and what is
 * allowed; `sayIssue` gives the words.
 */
export function readContext(
  source: string | object,
  { filename = '', format }: { filename?: string; format?: 'yaml' | 'json' } = {},
): ReadContext {
  const parsed: Parsed =
    typeof source === 'string'
      ? parse(source, format ?? formatOf(source, filename))
      : { data: source, lineOf: () => undefined }
  const file = unwrap(parsed.data)
  if (!isRaw(file))
    throw refuse(
      [
        {
          path: [],
          code: file === undefined || file === null ? 'context.no-answers' : 'context.not-answers',
          params: { found: found(file) },
        },
      ],
      parsed,
    )
  const { value, notes } = understand(file)
  const read = contextFile.safeParse(value)
  const problems = [
    ...(read.success ? [] : problemsOf(read.error.issues, value)),
    ...contradictions(value),
    ...overrideProblems(value),
  ]
  if (problems.length > 0) throw refuse(problems, parsed)
  const {
    $schema: _,
    overrides = {},
    locale,
    ...groups
  } = read.data as Raw & { overrides?: Record<string, Override>; locale?: Locale }
  const context = { structure: {}, existing: {}, gaps: {}, platforms: {}, budget: {}, ...groups } as unknown as Context
  return { context, overrides, ...(locale ? { locale } : {}), notes: notes.map((note) => placed(note, parsed)) }
}

const formatOf = (text: string, filename: string): 'yaml' | 'json' =>
  /\.json$/i.test(filename) || (!/\.ya?ml$/i.test(filename) && /^\s*\{/.test(text.slice(0, 1000))) ? 'json' : 'yaml'

/** A design holds its context, its language and its overrides; the rest of it is made again. */
function unwrap(data: unknown): unknown {
  if (!isRaw(data) || !('version' in data) || !isRaw(data.context)) return data
  const { context, overrides, locale } = data
  return {
    ...(context as Raw),
    ...(isRaw(overrides) ? { overrides } : {}),
    ...(typeof locale === 'string' ? { locale } : {}),
  }
}

/** Overrides of paths that do not exist, or with values that cannot stand there. */
function overrideProblems({ overrides }: Raw): Issue[] {
  if (!isRaw(overrides)) return []
  return Object.entries(overrides).flatMap(([path, override]): Issue[] => {
    const refusal =
      isRaw(override) && 'value' in override ? refusalOf(path, override as unknown as Override, undefined) : undefined
    const at = ['overrides', path]
    if (refusal === 'unknown-path') {
      return [
        {
          path: at,
          code: 'context.unknown-path',
          params: {
            key: found(path),
            nearest:
              nearest(
                path,
                allPaths.map((spec) => spec.path),
              ) ?? 'none',
          },
        },
      ]
    }
    return refusal === 'wrong-value'
      ? [{ path: [...at, 'value'], code: 'context.wrong-value', params: { found: found((override as Raw).value) } }]
      : []
  })
}

function refuse(problems: Issue[], parsed: Parsed): Invalid {
  const inOrder = problems.map((one) => placed(one, parsed)).toSorted((a, b) => lineOf(a) - lineOf(b))
  return new Invalid('context.invalid', { count: problems.length }, inOrder)
}

const lineOf = ({ params }: Issue): number => Number(params?.line ?? 0)

/** Adds the line, where the source has lines. */
function placed(problem: Issue, parsed: Parsed): Issue {
  const line = parsed.lineOf(problem.path)
  return line === undefined ? problem : { ...problem, params: { ...problem.params, line } }
}

/** One problem as a sentence with its place: "scope.members, line 4: this is 0; a whole number from 2 to …". */
export function sayIssue(locale: Locale, { path, code, params = {} }: Issue): string {
  const w = words(locale)
  const [room, ...rest] = code.split('.')
  const text = w.maybe(`${room}.errors.${rest.join('.')}`, params as Record<string, string | number>) ?? code
  const place = [path.join('.'), typeof params.line === 'number' ? w('context.line', { line: params.line }) : '']
    .filter(Boolean)
    .join(', ')
  return place ? w('context.placed', { place, text }) : text
}
