/** What launching would do: compared row by row with what is there. Reading this changes nothing. */
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import type { Shelf, ShelfTable, WantedRow } from './shelves.ts'

/** `left`: it was changed by hand, or has happened, and stays as it is. `stop`: the design no longer has it. */
export type Does = 'create' | 'change' | 'keep' | 'left' | 'stop'

export interface Step {
  table: ShelfTable
  key: string
  label: string
  does: Does
  /** Names of the columns that would change. */
  changes: string[]
}

export type Existing = Record<string, unknown> & { id: string; key: string | null }

/** The rows of one table that came from a design, as they are now. Nothing for a community that is yet to be made. */
export async function existingRows(
  ctx: Ctx,
  table: ShelfTable,
  communityId: string | null,
): Promise<Map<string, Existing>> {
  if (communityId === null) return new Map()
  const { rows } =
    await sql<Existing>`select * from ${sql.table(table)} where community_id = ${communityId} and key is not null`.execute(
      ctx.db,
    )
  return new Map(rows.map((row) => [row.key!, row]))
}

/** Series that people changed as a whole, ended or renewed are theirs, with their events. */
export interface Theirs {
  /** Names that the design has for them, and their ids. */
  keys: ReadonlySet<string>
  ids: ReadonlySet<string>
}

/** Which series are people's own, those among them that are the rest of one that a design named. */
export async function seriesByHand(ctx: Ctx, communityId: string | null): Promise<Theirs> {
  if (communityId === null) return { keys: new Set(), ids: new Set() }
  const rows = await ctx.db
    .selectFrom('series')
    .select(['id', 'key'])
    .where('community_id', '=', communityId)
    .where('by_hand', '=', true)
    .execute()
  return { keys: new Set(rows.flatMap(({ key }) => key ?? [])), ids: new Set(rows.map(({ id }) => id)) }
}

/** The steps for one shelf. `now` decides what is past and stays; what is `theirs` stays too, and nothing is added to it. */
export function stepsFor(
  shelf: Shelf,
  existing: ReadonlyMap<string, Existing>,
  now: Temporal.Instant,
  theirs: Theirs,
): Step[] {
  const isTheirs = (row: Record<string, unknown>) =>
    shelf.table === 'event' && (theirs.keys.has(String(row.series)) || theirs.ids.has(String(row.series_id)))
  const wanted = shelf.rows.map((row): Step => {
    const before = existing.get(row.key)
    const step = { table: shelf.table, key: row.key, label: shelf.label(row) }
    if (!before) return { ...step, does: isTheirs(row) ? 'left' : 'create', changes: [] }
    const changes = shelf.follows.filter((column) => !same(before[column], row[column]))
    if (changes.length === 0) return { ...step, does: 'keep', changes }
    return isFixed(before, now) || isTheirs(row) || isTheirs(before)
      ? { ...step, does: 'left', changes }
      : { ...step, does: 'change', changes }
  })
  const keys = new Set(shelf.rows.map((row) => row.key))
  const gone = [...existing.values()].filter(
    (row) => !keys.has(row.key!) && (shelf.within?.(row) ?? true) && !isTheirs(row) && stops(shelf.table, row, now),
  )
  return [
    ...wanted,
    ...gone.map((row): Step => ({
      table: shelf.table,
      key: row.key!,
      label: labelOf(shelf, row),
      does: 'stop',
      changes: [],
    })),
  ]
}

/** What people changed by hand, and what has happened, is not changed by a design. */
function isFixed(row: Existing, now: Temporal.Instant): boolean {
  if (row.by_hand === true) return true
  if ('starts_at' in row)
    return row.state !== 'planned' || Temporal.Instant.compare(row.starts_at as Temporal.Instant, now) <= 0
  return 'done_at' in row && row.done_at !== null
}

/**
 * Events to come are called off when the design no longer has them, and what is only a plan is taken away. Circles, roles,
 * formats and series stay: people and past events hang on them.
 */
function stops(table: ShelfTable, row: Existing, now: Temporal.Instant): boolean {
  if (isFixed(row, now)) return false
  return [
    'event',
    'channel',
    'indicator_target',
    'survey_plan',
    'budget_line',
    'decision_trigger',
    'checklist_item',
  ].includes(table)
}

function labelOf(shelf: Shelf, row: Existing): string {
  return shelf.label({ ...row, key: row.key! } as WantedRow)
}

function same(before: unknown, wanted: unknown): boolean {
  return plain(before) === plain(wanted)
}

/** One text for what is the same value, read from the database or made from the design. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string' && /^[[{]/.test(value)) return plain(JSON.parse(value))
  if (value instanceof Temporal.Instant) return value.toString()
  if (Array.isArray(value)) return `[${value.map(plain).join(',')}]`
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${key}:${plain(inner)}`)
      .join(',')}}`
  return String(value)
}
