/**
 * The board on which the rules write: what stands at each path, which rules put it there, what they outvoted, and what
 * was removed for good. One board per run; nothing outside `rules/` sees it.
 */
import type { Json } from '../basics.ts'
import { pathSpec, scales } from './paths.ts'

/** Something that stood at a path, and the rules behind it. */
export interface Standing {
  value: Json
  by: string[]
}

export interface Entry extends Standing {
  /** What rules asked for and did not get, oldest first. */
  outvoted: Standing[]
  /** For a list: the rules behind each entry. */
  each?: Map<Json, string[]>
}

export interface Board {
  decisions: Map<string, Entry>
  requirements: Map<string, Standing>
  recommendations: Map<string, Standing>
  /** Entries that may not come back: path, value, and who removed them. */
  removed: Map<string, Map<Json, string[]>>
  /** Paths that a person settled: no rule changes them. */
  locked: Set<string>
}

export const emptyBoard = (): Board => ({
  decisions: new Map(),
  requirements: new Map(),
  recommendations: new Map(),
  removed: new Map(),
  locked: new Set(),
})

/** What stands at a path now: a decision, else a requirement. */
export const standing = (board: Board, path: string): Json | undefined =>
  board.decisions.get(path)?.value ?? board.requirements.get(path)?.value

/** Where a value stands in the order of its path: its place on the scale, or the number itself. */
export function rank(path: string, value: Json): number {
  const scale = pathSpec(path)?.scale
  if (!scale) return Number(value)
  const place = scales[scale]!.indexOf(String(value))
  if (place < 0) throw new Error(`"${String(value)}" is not on the scale "${scale}" of ${path}`)
  return place
}

/** Replaces what stands at a path; what stood there is remembered as outvoted when rules had asked for it. */
export function put(board: Board, path: string, value: Json, by: string[]): void {
  if (board.locked.has(path)) return
  const entry = board.decisions.get(path)
  if (Array.isArray(value)) return putList(board, path, value, by)
  if (!entry) board.decisions.set(path, { value, by: [...by], outvoted: [] })
  else if (entry.value === value) join(entry.by, by)
  else {
    outvote(entry, { value: entry.value, by: entry.by })
    entry.value = value
    entry.by = [...by]
  }
}

function putList(board: Board, path: string, wanted: Json[], by: string[]): void {
  const gone = board.removed.get(path)
  const each = new Map(wanted.filter((one) => !gone?.has(one)).map((one) => [one, [...by]]))
  board.decisions.set(path, {
    value: [...each.keys()],
    by: [...by],
    each,
    outvoted: board.decisions.get(path)?.outvoted ?? [],
  })
}

/** Notes that somebody asked for something else and did not get it; the base design asks for nothing. */
export function outvote(entry: Entry, other: Standing): void {
  const by = other.by.filter((id) => id !== 'base')
  if (by.length > 0) entry.outvoted.push({ value: other.value, by })
}

/** Appends to a list, unless it was removed for good. */
export function append(board: Board, path: string, value: Json, by: string): void {
  if (board.locked.has(path)) return
  if (!board.decisions.has(path)) putList(board, path, [], [])
  const entry = board.decisions.get(path)!
  const gone = board.removed.get(path)?.get(value)
  if (gone) return outvote(entry, { value, by: [by] })
  const known = entry.each!.get(value)
  if (known) join(known, [by])
  else entry.each!.set(value, [by])
  refresh(entry)
}

/** Deletes from a list for good. */
export function removeFrom(board: Board, path: string, value: Json, by: string): void {
  const removed = board.removed.get(path) ?? new Map<Json, string[]>()
  removed.set(value, [...(removed.get(value) ?? []), by])
  board.removed.set(path, removed)
  if (board.locked.has(path)) return
  const entry = board.decisions.get(path)
  const asked = entry?.each?.get(value)
  if (!entry || !asked) return
  outvote(entry, { value, by: asked })
  entry.each!.delete(value)
  refresh(entry)
}

/** A list's value and its reasons, from its entries. */
export function refresh(entry: Entry): void {
  entry.value = [...entry.each!.keys()]
  entry.by = [...new Set([...entry.each!.values()].flat())]
}

/** Adds ids that are not there yet. */
export function join(into: string[], ids: string[]): void {
  for (const id of ids) if (!into.includes(id)) into.push(id)
}
