/** Decides: a context goes in, every decision with its reasons comes out. Pure; the same context gives the same design. */
import { words, type Locale } from '#i18n/index.ts'
import { answersOf, type Answers } from '../context/answers.ts'
import type { Context, Decided, Decision, Json, Override, Warning } from '../types.ts'
import { applyLayer, lower, takeBackRemoved } from './apply.ts'
import { emptyBoard, put, standing, type Board, type Entry, type Standing } from './board.ts'
import { arrangeChannels } from './channels.ts'
import { failedChecks } from './checks.ts'
import type { Readable } from './conditions.ts'
import { fit, writeDown } from './fit.ts'
import { coordinatorFte, coreTeamSize } from './formulas.ts'
import { applyOverrides, nothingOverridden, reportUnmatched, type Overridden } from './overrides.ts'
import { allPaths, partOf } from './paths.ts'
import { reasonsOf, warningText } from './reasons.ts'
import { baseDesign, layers, rules, type Layer, type Rule } from './rulebook.ts'
import { holds } from './conditions.ts'

export interface DecideOptions {
  locale?: Locale
  /** What a person changed, by path. */
  overrides?: Record<string, Override>
}

/**
 * Works out a design's decisions from a context that `readContext` accepted. Overrides that may not stand, or that match
 * nothing any more, are not thrown but reported among the warnings, so that a design can always be shown.
 */
export function decide(context: Context, { locale = 'en', overrides = {} }: DecideOptions = {}): Decided {
  const answers = answersOf(context, locale)
  const board = emptyBoard()
  const overridden = nothingOverridden()
  const fired = run(board, answers, overrides, overridden)
  return present({ context, locale, answers, board, overrides, overridden, fired })
}

function run(board: Board, answers: Answers, overrides: Record<string, Override>, overridden: Overridden): Rule[] {
  start(board, answers)
  const speak = (layer: Layer): Rule[] => applyLayer(board, ofLayer[layer]!, readable(board, answers))
  const fired = [...speak('shape'), ...speak('needs'), ...speak('limits'), ...speak('safety')]
  applyOverrides(board, overrides, overridden)
  fired.push(...speak('settle'))
  applyOverrides(board, overrides, overridden)
  keepWorkingGroupsInside(board)
  fit(board)
  fired.push(...speak('finish'))
  applyOverrides(board, overrides, overridden)
  takeBackRemoved(board)
  arrangeChannels(board)
  writeDown(board)
  applyOverrides(board, overrides, overridden)
  reportUnmatched(overrides, overridden)
  return fired
}

const ofLayer = Object.fromEntries(layers.map((layer) => [layer, rules.filter((rule) => rule.layer === layer)]))

/** The base design and the formulas. */
function start(board: Board, { values }: Answers): void {
  for (const [path, value] of Object.entries(baseDesign)) put(board, path, value, ['base'])
  const members = Number(values['scope.members'])
  const hours = values['structure.hours-per-month']!
  put(board, 'governance.core-team-size', coreTeamSize(members), ['formula-core-team-size'])
  put(board, 'governance.coordinator-fte-needed', coordinatorFte(members), ['formula-coordinator-fte'])
  put(board, 'cadence.max-live-hours-per-member-month', hours, ['formula-hours-ceiling'])
  put(board, 'structure.ask-hours-per-month', hours, ['formula-ask-hours'])
}

function readable(board: Board, answers: Answers): Readable {
  const before = new Map([...board.decisions].map(([path, { value }]) => [path, value]))
  return { answer: (id) => answers.values[id], decision: (path) => before.get(path) }
}

/** More working groups than two thirds of the core team cannot be led. */
function keepWorkingGroupsInside(board: Board): void {
  const size = Number(standing(board, 'governance.core-team-size'))
  lower(board, 'governance.working-groups-max', Math.max(1, Math.floor((size * 2) / 3)), 'formula-working-groups')
}

interface Finished {
  context: Context
  locale: Locale
  answers: Answers
  board: Board
  overrides: Record<string, Override>
  overridden: Overridden
  fired: Rule[]
}

function present(finished: Finished): Decided {
  const { context, locale, answers, board } = finished
  const because = (ids: readonly string[]) => reasonsOf(ids, board, answers, locale)
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
    warnings: [...ruleWarnings(finished, because), ...checkWarnings(locale, { value, list, answer }, of), ...overrideWarnings(finished)],
    value: <T extends Json>(path: string) => value(path) as T | undefined,
    list,
    answer: <T extends Json>(id: string) => answer(id) as T,
    because: (path) => of(path)?.because ?? [],
  }
}

type Reasoner = (ids: readonly string[]) => Decision['because']

function decisionOf(path: string, entry: Standing & Partial<Entry>, { overrides, overridden }: Finished, because: Reasoner): Decision {
  const ruled = overridden.ruled.get(path)
  return {
    id: path,
    part: partOf(path),
    value: entry.value,
    because: because(entry.by.filter((id) => id !== 'override')),
    ...(entry.outvoted?.length ? { outvoted: entry.outvoted.map(({ value, by }) => ({ value, because: because(by) })) } : {}),
    ...(ruled === undefined ? {} : { override: overrides[path]!, ruled }),
  }
}

const place = new Map(allPaths.map(({ path }, index) => [path, index]))

/** In the order of the dictionary; a map's entries after one another. */
function inOrder<T extends [string, unknown]>(entries: T[]): T[] {
  const at = (path: string): number => place.get(path) ?? place.get(path.slice(0, path.lastIndexOf('.'))) ?? place.size
  return entries.toSorted(([a], [b]) => at(a) - at(b) || (a < b ? -1 : 1))
}

function ruleWarnings({ fired, locale, answers, board }: Finished, because: Reasoner): Warning[] {
  const read = readable(board, answers)
  return fired.flatMap((rule) =>
    rule.then
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

function checkWarnings(locale: Locale, design: Parameters<typeof failedChecks>[0], of: (path: string) => Decision | undefined): Warning[] {
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
