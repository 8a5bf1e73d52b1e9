/** How many have come into the room. */
import type { Ctx } from '../../ctx.ts'
import { inRoom, type LiveRoom } from './room.ts'

/** Members and others who joined, and how many of them without an account. */
export async function readPeople(ctx: Ctx, live: LiveRoom): Promise<{ joined: number; byCode: number }> {
  const row = await ctx.db
    .selectFrom('live_participant')
    .select((eb) => [
      eb.fn.countAll<number>().as('joined'),
      eb.fn.countAll<number>().filterWhere('member_id', 'is', null).as('byCode'),
    ])
    .where((eb) => eb.and(inRoom(ctx, live)))
    .executeTakeFirstOrThrow()
  return row
}
