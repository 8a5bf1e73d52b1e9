/** How many have come into the room. */
import { communityOf, type Ctx } from '../../ctx.ts'
import type { LiveRoom } from './room.ts'

/** Members and others who joined, and how many of them without an account. */
export async function readPeople(ctx: Ctx, live: LiveRoom): Promise<{ joined: number; byCode: number }> {
  const row = await ctx.db
    .selectFrom('live_participant')
    .select((eb) => [
      eb.fn.countAll<number>().as('joined'),
      eb.fn.countAll<number>().filterWhere('member_id', 'is', null).as('byCode'),
    ])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', live.event.id)
    .executeTakeFirstOrThrow()
  return row
}
