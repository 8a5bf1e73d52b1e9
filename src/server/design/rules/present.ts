/** Presents what the rules came to: decisions with their reasons, requirements, advice, warnings. */
import { words, type Locale } from '#i18n/index.ts'
import type { Answers } from '../context/answers.ts'
import type { Because, Context, Decided, Decision, Json, Override, Warning } from '../basics.ts'
import { standing, type Board, type Entry, type Standing } from './board.ts'
import { failedChecks } from './checks.ts'
import { holds } from './conditions.ts'
import type { Overridden } from './overrides.ts'
import { allPaths, partOf } from './paths.ts'
import { reasoner, warningText } from './reasons.ts'
import type { Rule } from './rulebook.ts'

/** A run that is over. */
export interface Finished {
  context: Context
  locale: Locale
  answers: Answers
  board: Board
  overrides: Record<string, Override>
  overridden: Overridden
  fired: Rule[]
}

/** The board as what others read: decisions in order, reasons in words, warnings. */
export function present(finished: Finished): Decided {
  const { context, locale, answers, board } = finished
  const because = reasoner(board, answers, locale)
  const decision = ([path, entry]: [string, Standing]): Decision => decisionOf(path, entry, finished, because)
  const decisions = inOrder([...board.decisions]).map(decision)
  const byPath = new Map(decisions.map((one) => [one.id, one]))
  const requirements = inOrder([...board.requirements]).map(decision)
  const required = new Map(requirements.map((one) => [one.id, one]))
  const of = (path: string): Decision | undefined => byPath.get(path) ?? required.get(path)
  const value = (path: string): Json | undefined => of(path)?.value
  const list = (path: string): string[] => {
    const found = value(path)
    return Array.isArray(found) ? found.map(String) : []
  }
  const answer = (id: string): Json => {
    const found = answers.values[id]
    if (found === undefined) throw new Error(`There is no answer "${id}"`)
    return found
  }
  return {
    locale,
    context,
    answers: answers.values,
    assumed: answers.assumed,
    assumptions: answers.assumptions,
    fired: finished.fired.map((rule) => rule.id),
    decisions,
    requirements,
    recommendations: inOrder([...board.recommendations]).map(decision),
    warnings: [
      ...ruleWarnings(finished, because),
      ...checkWarnings(locale, { value, list, answer, ruled: (path) => finished.overridden.ruled.get(path) }, of),
      ...overrideWarnings(finished),
    ],
    value: <T extends Json>(path: string) => value(path) as T | undefined,
    list,
    answer: <T extends Json>(id: string) => answer(id) as T,
    because: (path) => of(path)?.because ?? [],
  }
}

type Reasoner = (ids: readonly string[]) => Decision['because']

function decisionOf(
  path: string,
  entry: Standing & Partial<Entry>,
  { overrides, overridden }: Finished,
  because: Reasoner,
): Decision {
  const ruled = overridden.ruled.get(path)
  return {
    id: path,
    part: partOf(path),
    value: entry.value,
    because: [...personal(overrides[path], ruled), ...because(entry.by)],
    ...(entry.outvoted?.length
      ? { outvoted: entry.outvoted.map(({ value, by }) => ({ value, because: because(by) })) }
      : {}),
    ...(ruled === undefined ? {} : { override: overrides[path]!, ruled }),
  }
}

/** A person's reason comes before those of the rules, which are kept to be read. */
const personal = (override: Override | undefined, ruled: Json | undefined): Because[] =>
  override && ruled !== undefined ? [{ rule: 'override', reason: override.reason, answers: [] }] : []

const place = new Map(allPaths.map(({ path }, index) => [path, index]))

/** In the order of the dictionary; a map's entries after one another. */
function inOrder<T extends [string, unknown]>(entries: T[]): T[] {
  const at = (path: string): number => place.get(path) ?? place.get(path.slice(0, path.lastIndexOf('.'))) ?? place.size
  return entries.toSorted(([a], [b]) => at(a) - at(b) || (a < b ? -1 : 1))
}

function ruleWarnings({ fired, locale, answers, board }: Finished, because: Reasoner): Warning[] {
  const read = { answer: (id: string) => answers.values[id], decision: (path: string) => standing(board, path) }
  return fired.flatMap((rule) =>
    rule.actions
      .filter((action) => action.op === 'warn')
      .map((action, nth) => ({ action, nth }))
      .filter(({ action }) => holds(action.when, read))
      .map(({ action, nth }) => ({
        id: nth === 0 ? rule.id : `${rule.id}-${nth + 1}`,
        part: partOf(action.path),
        severity: action.severity ?? 'risk',
        text: warningText(locale, rule, nth),
        because: because([rule.id]),
      })),
  )
}

function checkWarnings(
  locale: Locale,
  design: Parameters<typeof failedChecks>[0],
  of: (path: string) => Decision | undefined,
): Warning[] {
  const w = words(locale)
  return failedChecks(design).map(({ id, path, severity, params }) => ({
    id,
    part: partOf(path),
    severity,
    text: w.maybe(`design-rules.checks.${id}`, params) ?? id,
    because: of(path)?.because ?? [],
  }))
}

function overrideWarnings({ overridden, locale, overrides }: Finished): Warning[] {
  const w = words(locale)
  return [...overridden.refused].map(([path, refusal]) => ({
    id: `check-override-${refusal}:${path}`,
    part: refusal === 'unknown-path' ? 'governance' : partOf(path),
    severity: refusal === 'unmatched' ? 'note' : 'error',
    text: w.maybe(`design-rules.overrides.${refusal}`, { path, reason: overrides[path]!.reason ?? '' }) ?? refusal,
    because: [],
  }))
}
