/** Applies the rules of one layer to the board, path by path, so that no outcome hangs on the order of the file. */
import type { Json } from '../basics.ts'
import { append, join, outvote, put, rank, removeFrom, type Board, type Entry } from './board.ts'
import { holds, type Readable } from './conditions.ts'
import { pathSpec } from './paths.ts'
import type { Action, Rule } from './rulebook.ts'

/** One action of a rule that fired, its value worked out. */
interface Called {
  action: Action
  value: Json
  rule: Rule
}

/**
 * Lets the rules of one layer speak. `read` gives the answers and the decisions as the layers before left them. Gives
 * the rules that fired.
 */
export function applyLayer(board: Board, rules: readonly Rule[], read: Readable): Rule[] {
  const fired = rules.filter((rule) => holds(rule.when, read))
  const byPath = new Map<string, Called[]>()
  for (const rule of fired) {
    for (const action of rule.actions) {
      if (action.op === 'warn' || !holds(action.when, read)) continue
      const called = byPath.get(action.path) ?? []
      called.push({ action, rule, value: valueOf(action, read) })
      byPath.set(action.path, called)
    }
  }
  for (const [path, called] of byPath) settle(board, path, called)
  return fired
}

/** An action's value: as it stands, or that of the answer it names. */
function valueOf({ value = null }: Action, read: Readable): Json {
  const named = value && typeof value === 'object' && !Array.isArray(value) ? value.answer : undefined
  return typeof named === 'string' ? (read.answer(named) ?? null) : value
}

/** Everything that one layer says about one path: sets, times, raises, caps, adds, removes, limits, drops. */
function settle(board: Board, path: string, called: Called[]): void {
  const of = (op: Action['op']): Called[] => called.filter(({ action }) => action.op === op)
  if (pathSpec(path)?.strict) tighten(board, path, of('set'))
  else sets(board, path, of('set'))
  for (const { value, rule } of of('times')) multiply(board, path, Number(value), rule.id)
  raise(board, path, of('max'))
  cap(board, path, of('min'))
  for (const { value, rule } of of('add')) append(board, path, value, rule.id)
  for (const { value, rule } of of('remove')) removeFrom(board, path, value, rule.id)
  for (const { action, value, rule } of of('limit')) limit(board, path, Number(value), action.later!, rule.id)
  for (const { rule } of of('drop')) drop(board, path, rule.id)
  for (const { value, rule } of of('require')) require(board, path, value, rule.id)
  for (const { value, rule } of of('recommend')) board.recommendations.set(path, { value, by: [rule.id] })
}

/** The set of highest priority wins; those that say the same share the reason. */
function sets(board: Board, path: string, called: Called[]): void {
  const upwards = called.toSorted((a, b) => a.rule.priority - b.rule.priority)
  for (const { value, rule } of upwards) put(board, path, value, [rule.id])
}

/** The strictest wins, whatever its priority. */
function tighten(board: Board, path: string, called: Called[]): void {
  if (board.locked.has(path)) return
  for (const { value, rule } of called) {
    const entry = board.decisions.get(path)
    if (!entry || rank(path, value) > rank(path, entry.value)) put(board, path, value, [rule.id])
    else if (entry.value === value) join(entry.by, [rule.id])
    else outvote(entry, { value, by: [rule.id] })
  }
}

function multiply(board: Board, path: string, factor: number, by: string): void {
  const entry = board.decisions.get(path)
  if (!entry || board.locked.has(path)) return
  entry.value = Math.round(Number(entry.value) * factor)
  join(entry.by, [by])
}

function raise(board: Board, path: string, called: Called[]): void {
  for (const { value, rule } of called.toSorted((a, b) => rank(path, a.value) - rank(path, b.value))) {
    const entry = board.decisions.get(path)
    if (!entry || rank(path, value) > rank(path, entry.value)) put(board, path, value, [rule.id])
    else if (entry.value === value) join(entry.by, [rule.id])
  }
}

/** A cap that bites keeps the reasons of what it lowered: who asked, and who lowered. */
function cap(board: Board, path: string, called: Called[]): void {
  for (const { value, rule } of called.toSorted((a, b) => rank(path, b.value) - rank(path, a.value))) {
    lower(board, path, value, rule.id)
  }
}

/** Lowers what stands at a path to at most `value`; says whether it did. */
export function lower(board: Board, path: string, value: Json, by: string): boolean {
  const entry = board.decisions.get(path)
  if (!entry || board.locked.has(path) || rank(path, entry.value) <= rank(path, value)) return false
  const asked = entry.by.filter((id) => id !== 'base' && id !== by)
  if (entry.by.includes(by)) Object.assign(entry, { value, by: [by, ...asked] })
  else put(board, path, value, [by, ...asked])
  return true
}

/** Keeps the entries that rules asked for before those of the base design; the others wait. */
function limit(board: Board, path: string, count: number, later: string, by: string): void {
  const entry = board.decisions.get(path)
  if (!entry?.each || board.locked.has(path) || entry.each.size <= count) return
  const ordered = [...entry.each].toSorted(([, a], [, b]) => Number(onlyBase(a)) - Number(onlyBase(b)))
  for (const [value] of ordered.slice(count)) {
    entry.each.delete(value)
    append(board, later, value, by)
  }
  refreshLimited(entry, by)
}

const onlyBase = (ids: string[]): boolean => ids.every((id) => id === 'base')

function refreshLimited(entry: Entry, by: string): void {
  entry.value = [...entry.each!.keys()]
  entry.by = [...new Set([by, ...[...entry.each!.values()].flat()])]
}

function drop(board: Board, path: string, by: string): void {
  if (board.locked.has(path)) return
  board.decisions.delete(path)
  if (board.requirements.has(path)) takeBack(board, path, by)
}

/** Requirements of one path add up: lists are joined, a code or number of a later rule stands. */
function require(board: Board, path: string, value: Json, by: string): void {
  const known = board.requirements.get(path)
  const joined = Array.isArray(value) && Array.isArray(known?.value) ? [...new Set([...known.value, ...value])] : value
  board.requirements.set(path, { value: joined, by: [...(known?.by ?? []), by] })
}

/** Takes requirements back that a rule removed, whichever layer asked for them. */
export function takeBackRemoved(board: Board): void {
  for (const [path, values] of board.removed) {
    const known = board.requirements.get(path)
    if (known && values.has(known.value)) board.requirements.delete(path)
  }
}

function takeBack(board: Board, path: string, by: string): void {
  removeFrom(board, path, board.requirements.get(path)!.value, by)
}
