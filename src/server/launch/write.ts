/** Writes what the plan says, shelf by shelf, in the transaction at hand. */
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { communityOf } from '../ctx.ts'
import { record } from '../facts.ts'
import { preparePollsOf, replaceAgenda, told, type Segment } from '../events/index.ts'
import { newId } from '../foundations/id.ts'
import type { Existing, Step } from './plan.ts'
import type { Shelf, WantedRow } from './shelves.ts'

/** Writes one shelf. `ids` carries ids that were promised before (circles) and learns those of series. */
export async function writeShelf(
  ctx: Ctx,
  shelf: Shelf,
  steps: Step[],
  existing: ReadonlyMap<string, Existing>,
  ids: Map<string, string>,
): Promise<void> {
  const byKey = new Map(shelf.rows.map((row) => [row.key, row]))
  for (const step of steps) {
    const row = byKey.get(step.key)
    if (step.does === 'create') await create(ctx, shelf, row!, ids)
    if (step.does === 'change') await change(ctx, shelf, step, row!, existing.get(step.key)!)
    if (step.does === 'stop') await stop(ctx, shelf, existing.get(step.key)!)
  }
  if (shelf.table === 'series') for (const [key, row] of existing) ids.set(`series:${key}`, row.id)
}

async function create(ctx: Ctx, shelf: Shelf, row: WantedRow, ids: Map<string, string>): Promise<void> {
  const id = (shelf.table === 'circle' && ids.get(`circle:${row.key}`)) || newId(ctx.now)
  if (shelf.table === 'series') ids.set(`series:${row.key}`, id)
  const { segments, series, ...columns } = row
  const all: Record<string, unknown> = { ...columns, community_id: communityOf(ctx).id, id }
  if (shelf.table === 'event')
    Object.assign(all, { series_id: ids.get(`series:${series}`) ?? null, created_at: ctx.now, updated_at: ctx.now })
  const names = Object.keys(all)
  await sql`insert into ${sql.table(shelf.table)} (${sql.join(names.map((name) => sql.ref(name)))}) values (${sql.join(names.map((name) => value(all[name])))})`.execute(
    ctx.db,
  )
  if (shelf.table !== 'event') return
  await replaceAgenda(ctx, id, segments as Segment[])
  await preparePollsOf(ctx, { id, format: String(row.format_key), zone: String(row.zone) })
  await record(ctx, 'event.planned', {
    member: null,
    subject: id,
    payload: { format: row.format_key, class: row.class, starts_at: String(row.starts_at) },
  })
}

async function change(ctx: Ctx, shelf: Shelf, step: Step, row: WantedRow, before: Existing): Promise<void> {
  const sets = step.changes.map((column) => sql`${sql.ref(column)} = ${value(row[column])}`)
  if (shelf.table === 'event') sets.push(sql`sequence = sequence + 1`, sql`updated_at = ${value(ctx.now)}`)
  // Where it first stood: an event that is moved is still the one that was promised for that day.
  if (shelf.table === 'event' && step.changes.includes('starts_at'))
    sets.push(sql`first_starts_at = coalesce(first_starts_at, starts_at)`)
  await sql`update ${sql.table(shelf.table)} set ${sql.join(sets)} where community_id = ${communityOf(ctx).id} and id = ${before.id}`.execute(
    ctx.db,
  )
  if (shelf.table !== 'event') return
  await replaceAgenda(ctx, before.id, row.segments as Segment[])
  await record(ctx, 'event.changed', {
    member: null,
    subject: before.id,
    payload: { changed: step.changes, before: told(before as unknown as Parameters<typeof told>[0]) },
  })
}

async function stop(ctx: Ctx, shelf: Shelf, before: Existing): Promise<void> {
  const where = sql`where community_id = ${communityOf(ctx).id} and id = ${before.id}`
  if (shelf.table === 'channel' && (await closeChannel(ctx, before.id))) return
  if (shelf.table !== 'event') {
    await sql`delete from ${sql.table(shelf.table)} ${where}`.execute(ctx.db)
    return
  }
  await sql`update event set state = 'cancelled', cancelled_at = ${value(ctx.now)}, sequence = sequence + 1, updated_at = ${value(ctx.now)} ${where}`.execute(
    ctx.db,
  )
  await record(ctx, 'event.cancelled', { member: null, subject: before.id, payload: { by: 'design' } })
}

/** A channel that holds topics is closed, not taken away: what was said in it is read on. */
async function closeChannel(ctx: Ctx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channel k set is_open = false, by_hand = true where k.community_id = ${communityOf(ctx).id} and k.id = ${id}
       and exists (select from topic t where t.community_id = k.community_id and t.channel_id = k.id)`.execute(ctx.db)
  return numAffectedRows === 1n
}

const value = (given: unknown): RawBuilder<unknown> =>
  sql`${given instanceof Temporal.Instant ? given.toString() : (given ?? null)}`
