/** Who is in the room at this moment, as far as their browsers say so. */
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import { announce } from './announce.ts'
import { inRoom } from './room.ts'

/** How long somebody may not have been seen until they are away: two looks of the hub, and a tunnel on the way. */
const unseen = { seconds: 150 }

/** Notes that these participants listen now, and has what shows who is there looked at anew. Asks no permission. */
export async function noteHere(ctx: Ctx, event: string, participants: readonly string[]): Promise<void> {
  const { community_id } = inRoom(ctx, { event: { id: event } })
  if (participants.length > 0)
    // Somebody with two browsers may be noted by two processes at once: one of them is enough.
    await sql`update live_participant set here_at = ${ctx.now}
      where community_id = ${community_id} and event_id = ${event} and id in (
        select id from live_participant
         where community_id = ${community_id} and event_id = ${event} and id = any(${participants}::uuid[])
           for no key update skip locked)`.execute(ctx.db)
  await announce(ctx, event, 'people', 'groups')
}

/**
 * Whether a participant (`l`) has gone: their browser listened, and does so no more. Whoever uses plain forms was never seen
 * listening, and counts as there.
 */
export function isAway(ctx: Pick<Ctx, 'now'>): RawBuilder<boolean> {
  return sql<boolean>`coalesce(l.here_at < ${ctx.now.subtract(unseen)}, false)`
}
