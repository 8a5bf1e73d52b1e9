import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'
import type { Standing } from './places.ts'

/** How many stand before somebody who waits, and one: 1 is next. */
export async function placeInQueue(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id' | 'place'>,
  { mode, waiting_since }: Standing,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select answer, mode, waiting_since from rsvp where community_id = ${event.community_id} and event_id = ${event.id}
       union all select answer, mode, waiting_since from guest where community_id = ${event.community_id} and event_id = ${event.id}) as q
     where q.answer = 'waiting' and q.waiting_since < ${waiting_since}
       and (${event.place} <> 'hybrid' or coalesce(q.mode, 'room') = coalesce(${mode}::text, 'room'))`.execute(ctx.db)
  return rows[0]!.n + 1
}
