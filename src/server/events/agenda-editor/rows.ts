/** The rows of an agenda that somebody edits: read, told apart, put together with what others did meanwhile. Pure. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { id, lines, optional } from '../../foundations/input.ts'
import { link, segment } from '../input.ts'
import type { StoredSegment, WrittenSegment } from '../segments.ts'

/** One part as it was typed. `id` and `base` come with a part that was there: which it is, and how it read then. */
export const row = segment.extend({
  id: optional(id),
  base: optional(z.string().max(100)),
  leader: optional(id),
  link: optional(link),
  note: optional(lines(2000)),
})
export type Row = z.output<typeof row>

/** How a part reads, in short: two that read the same have the same print. */
export function printOf(part: Omit<WrittenSegment, 'id'>): string {
  const { day, minutes, title, purpose, mode, lead, leader_id, link, note } = part
  const told = [day, minutes, title, purpose || null, mode, lead, leader_id || null, link || null, note || null]
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22)
}

export interface Clash {
  /** Place in the form, from 0. */
  at: number
  /** How the part reads now; none where somebody took it away. */
  theirs: StoredSegment | null
}

/**
 * What is stored with what was typed put over it, part by part: only a part that both have changed is a clash. Parts that
 * others added stay, in their place; what was typed without an id is new and comes last.
 */
export function merged(
  stored: readonly StoredSegment[],
  typed: readonly Row[],
): { parts: WrittenSegment[]; clashes: Clash[] } {
  const clashes: Clash[] = []
  const news: WrittenSegment[] = []
  const mine = new Map<string, WrittenSegment>()
  typed.forEach((each, at) => {
    const wanted = asPart(each)
    const theirs = stored.find(({ id }) => id === each.id)
    const print = printOf(wanted)
    if (!each.id) news.push(wanted)
    else if (each.base !== undefined && print === each.base) return
    else if (!theirs) clashes.push({ at, theirs: null })
    else if (each.base !== undefined && printOf(theirs) !== each.base && printOf(theirs) !== print)
      clashes.push({ at, theirs })
    else mine.set(each.id, { ...wanted, id: each.id })
  })
  return { parts: [...stored.map((part) => mine.get(part.id) ?? part), ...news], clashes }
}

/** A part one place up (-1) or down (1); at the edge of a day it goes over to the other day. */
export function moved<S extends { id?: string; day: number }>(parts: readonly S[], id: string, by: 1 | -1): S[] {
  const at = parts.findIndex((part) => part.id === id)
  const part = parts[at]
  const neighbour = parts[at + by]
  if (!part || !neighbour) return [...parts]
  if (neighbour.day !== part.day) return parts.map((each) => (each === part ? { ...part, day: neighbour.day } : each))
  const next = [...parts]
  next[at] = neighbour
  next[at + by] = part
  return next
}

/** A part laid before or after another, on the day of that one; where either is gone everything stays. */
export function laid<S extends { id?: string; day: number }>(
  parts: readonly S[],
  id: string,
  beside: { before?: string | undefined; after?: string | undefined },
): S[] {
  const part = parts.find((each) => each.id === id)
  const rest = parts.filter((each) => each !== part)
  const at = rest.findIndex((each) => each.id !== undefined && each.id === (beside.before ?? beside.after))
  const neighbour = rest[at]
  if (!part || !neighbour) return [...parts]
  return rest.toSpliced(beside.before ? at : at + 1, 0, { ...part, day: neighbour.day })
}

/** A new part behind the one of that id; without one, at the end of its day. */
export function inserted<S extends { id?: string; day: number }>(parts: readonly S[], part: S, after?: string): S[] {
  const at = parts.findIndex(({ id }) => id !== undefined && id === after)
  const before = parts[at]
  const placed = before ? { ...part, day: before.day } : part
  const end = before ? at + 1 : parts.filter(({ day }) => day <= part.day).length
  return [...parts.slice(0, end), placed, ...parts.slice(end)]
}

export function asPart({ id: _, base: __, leader, purpose, link, note, day, ...rest }: Row): WrittenSegment {
  return {
    ...rest,
    day: day ?? 1,
    purpose: purpose || null,
    leader_id: leader ?? null,
    link: link ?? null,
    note: note || null,
  }
}

/** What a form of parts without ids says, after its buttons: moved, taken away or added to. */
export function rearranged(typed: {
  parts?: unknown
  added?: unknown
  /** A poll that is new, and the place of its `part`. */
  poll?: unknown
  up?: unknown
  down?: unknown
  remove?: unknown
}) {
  type Typed = Record<string, unknown> & { id: string; day: number }
  const numbered = (Array.isArray(typed.parts) ? typed.parts : []).map((part: object, i): Typed => ({
    ...part,
    ...pollsWith(part, i, typed.poll),
    id: String(i),
    day: dayOf(part),
  }))
  let rows = numbered.filter(({ id }) => id !== typed.remove)
  if (typeof typed.up === 'string') rows = moved(rows, typed.up, -1)
  if (typeof typed.down === 'string') rows = moved(rows, typed.down, 1)
  const { added } = typed
  if (typeof added === 'object' && added !== null && 'title' in added && added.title)
    rows = inserted(rows, { ...added, id: 'added', day: dayOf(added) })
  return rows.toSorted((a, b) => a.day - b.day).map(({ id: _, ...row }) => row)
}

const dayOf = (part: object): number => ('day' in part && Number(part.day)) || 1

/** The polls of a part, with the new one that was typed for it. */
function pollsWith(part: object, place: number, typed: unknown): { polls?: unknown[] } {
  if (typeof typed !== 'object' || typed === null || !('part' in typed) || !('question' in typed)) return {}
  const { part: chosen, ...poll } = typed
  if (Number(chosen) !== place || !poll.question) return {}
  return { polls: ['polls' in part && Array.isArray(part.polls) ? part.polls : [], poll].flat() }
}
