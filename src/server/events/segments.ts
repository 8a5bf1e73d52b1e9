import { sql } from 'kysely'
import { communityOf, type Ctx } from '../ctx.ts'
import { newId } from '../foundations/id.ts'
import type { Segment } from './agenda.ts'

/** A part as it is written: with the id of one that is there it is that part, changed. */
export interface WrittenSegment extends Segment {
  id?: string
  /** Id of the member who leads it. */
  leader_id?: string | null
  link?: string | null
  note?: string | null
}

/** Writes the agenda of an event in place of the one it had. Parts that are given with their id stay what they are. */
export async function writeSegments(ctx: Ctx, event: string, segments: readonly WrittenSegment[]): Promise<void> {
  const community_id = communityOf(ctx).id
  const rows = segments.map(({ id, day, minutes, title, purpose, mode, lead, leader_id, link, note }, i) => ({
    community_id,
    event_id: event,
    id: id ?? newId(ctx.now),
    position: i + 1,
    day,
    minutes,
    title,
    purpose,
    mode,
    lead,
    leader_id: leader_id ?? null,
    link: link ?? null,
    note: note ?? null,
  }))
  const kept = rows.map(({ id }) => id)
  await ctx.db
    .deleteFrom('segment')
    .where('community_id', '=', community_id)
    .where('event_id', '=', event)
    .where('id', '<>', (eb) => eb.fn('all', [eb.val(kept)]))
    .execute()
  if (rows.length === 0) return
  await ctx.db
    .insertInto('segment')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['community_id', 'event_id', 'id'])
        .doUpdateSet(
          Object.fromEntries(
            ['position', 'day', 'minutes', 'title', 'purpose', 'mode', 'lead', 'leader_id', 'link', 'note'].map(
              (column) => [column, sql.ref(`excluded.${column}`)],
            ),
          ),
        ),
    )
    .execute()
}

export type StoredSegment = Segment & {
  id: string
  position: number
  leader_id: string | null
  link: string | null
  note: string | null
}

/** The agenda of an event, in order. */
export async function segmentsOf(ctx: Ctx, event: string): Promise<StoredSegment[]> {
  return ctx.db
    .selectFrom('segment')
    .select(['id', 'position', 'day', 'minutes', 'title', 'purpose', 'mode', 'lead', 'leader_id', 'link', 'note'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .orderBy('position')
    .execute()
}

/** Gives an event another agenda; a part of the same title goes on being that part, with its leader. */
export async function replaceAgenda(ctx: Ctx, event: string, segments: readonly Segment[]): Promise<void> {
  await writeSegments(ctx, event, carriedOver(segments, await segmentsOf(ctx, event)))
}

/** Segments that take over what parts of the same title had: who leads them, their material, what hangs on them. */
export function carriedOver(segments: readonly Segment[], before: readonly StoredSegment[]): WrittenSegment[] {
  const left = [...before]
  return segments.map((segment) => {
    const at = left.findIndex(({ title }) => title === segment.title)
    const [same] = at < 0 ? [] : left.splice(at, 1)
    return same ? { ...segment, id: same.id, leader_id: same.leader_id, link: same.link, note: same.note } : segment
  })
}
