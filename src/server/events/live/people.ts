/** How many have come into the room, and are there now. */
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import { isAway } from './presence.ts'
import { inRoom, type LiveRoom } from './room.ts'

/** Who joined, how many of them are there now, and how many came without an account. */
export async function readPeople(ctx: Ctx, live: LiveRoom): Promise<{ joined: number; here: number; byCode: number }> {
  const { community_id, event_id } = inRoom(ctx, live)
  const { rows } = await sql<{ joined: number; here: number; byCode: number }>`
    select count(*)::int as joined, count(*) filter (where not ${isAway(ctx)})::int as here,
           count(*) filter (where l.member_id is null)::int as "byCode"
      from live_participant l where l.community_id = ${community_id} and l.event_id = ${event_id}`.execute(ctx.db)
  return rows[0]!
}
