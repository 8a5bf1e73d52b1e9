/** A person's changes to decisions: which may stand, and how they come onto the board. */
import type { Json, Override } from '../basics.ts'
import { rank, standing, type Board } from './board.ts'
import { optionsOf, pathSpec, type PathSpec } from './paths.ts'

/** Why an override may not stand: a key under `design-rules.overrides`. */
export type Refusal = 'unknown-path' | 'wrong-value' | 'reason-missing' | 'safety-reason' | 'unmatched'

/** Fewest letters of a reason for loosening what keeps people safe. */
export const safetyReasonLength = 20

/**
 * What stands against an override, seen alone: an unknown path, a value that the path does not know, a reason that is
 * missing, or too short for loosening a safety path (`ruled` is what the rules came to there).
 */
export function refusalOf(path: string, override: Override, ruled: Json | undefined): Refusal | undefined {
  const spec = pathSpec(path)
  if (!spec || spec.kind === 'recommendation') return 'unknown-path'
  if (!fits(spec, override.value)) return 'wrong-value'
  const reason = override.reason?.trim() ?? ''
  if (reason.length < 3) return 'reason-missing'
  if (spec.strict && loosens(spec, override.value, ruled) && reason.length < safetyReasonLength) return 'safety-reason'
  return undefined
}

function fits(spec: PathSpec, value: Json): boolean {
  const options = optionsOf(spec)
  if (spec.kind === 'number' || spec.of === 'number')
    return typeof value === 'number' && Number.isFinite(value) && value >= 0
  if (spec.kind === 'boolean') return typeof value === 'boolean'
  if (spec.kind === 'list' || spec.list) return Array.isArray(value) && value.every((one) => typeof one === 'string')
  if (spec.kind === 'requirement') return value === false || options === undefined || options.includes(value)
  return options === undefined || options.includes(value)
}

function loosens(spec: PathSpec, value: Json, ruled: Json | undefined): boolean {
  if (ruled === undefined) return false
  return spec.kind === 'requirement' ? value === false : rank(spec.path, value) < rank(spec.path, ruled)
}

/** What became of the overrides: those that stand, and those that do not with the reason why. */
export interface Overridden {
  /** Path → what the rules had come to. */
  ruled: Map<string, Json>
  refused: Map<string, Refusal>
}

export const nothingOverridden = (): Overridden => ({ ruled: new Map(), refused: new Map() })

/**
 * Puts overrides onto the board for every path that has a value by now, and locks those paths. Called before the layers
 * that read decisions and again after each, since later layers make new paths.
 */
export function applyOverrides(board: Board, overrides: Record<string, Override>, done: Overridden): void {
  for (const [path, override] of Object.entries(overrides)) {
    if (done.ruled.has(path) || done.refused.has(path)) continue
    const ruled = standing(board, path)
    const refusal = refusalOf(path, override, ruled)
    if (refusal) done.refused.set(path, refusal)
    else if (ruled !== undefined) {
      done.ruled.set(path, ruled)
      overwrite(board, path, override.value)
    }
  }
}

/** What is still left after the last layer matches nothing in this design. */
export function reportUnmatched(overrides: Record<string, Override>, done: Overridden): void {
  for (const path of Object.keys(overrides)) {
    if (!done.ruled.has(path) && !done.refused.has(path)) done.refused.set(path, 'unmatched')
  }
}

function overwrite(board: Board, path: string, value: Json): void {
  const requirement = board.requirements.get(path)
  const entry = board.decisions.get(path)
  if (requirement && value === false) board.requirements.delete(path)
  else if (requirement) board.requirements.set(path, { value, by: requirement.by })
  if (entry) {
    const each = Array.isArray(value) ? new Map(value.map((one) => [one, entry.each?.get(one) ?? []])) : undefined
    board.decisions.set(path, { ...entry, value, ...(each ? { each } : {}) })
  }
  board.locked.add(path)
}
