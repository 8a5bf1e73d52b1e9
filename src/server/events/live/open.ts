/** Opening the live room of an event, and saying who is let in. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { oneOf, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { runRoom } from '../../permissions/live.ts'
import { verb } from '../../verb.ts'
import { eventToChange } from '../access.ts'
import { announce } from './announce.ts'
import { newCode } from './code.ts'
import { roomInput } from './room.ts'

export const doors = ['members', 'anyone'] as const

export const openRoom = verb(
  'live.open-room',
  {
    input: z.object({ id: roomInput.id, door: optional(oneOf(doors)) }),
    does: 'Opens the live room of an event and gives its code; of an open room it says who is let in: members who may come, or anyone who has the code.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, runRoom, event)
    if (event.state === 'cancelled') throw new Conflict('events.cancelled')
    if (event.state === 'held') throw new Conflict('live.over')
    if (!event.is_live) throw new Conflict('live.in-writing')
    // An event that visitors see is for them, too.
    const door = input.door ?? (event.is_public ? 'anyone' : 'members')
    const code = await freeCode(ctx)
    const made = await ctx.db
      .insertInto('live_room')
      .values({ community_id: communityOf(ctx).id, event_id: event.id, code, door, opened_at: ctx.now })
      .onConflict((conflict) => conflict.columns(['community_id', 'event_id']).doNothing())
      .returning('code')
      .executeTakeFirst()
    if (made) {
      await record(ctx, 'live.room-opened', { subject: event.id, payload: { class: event.class } })
      return { code, door }
    }
    return changeDoor(ctx, event.id, input.door)
  },
)

/** Another door for a room that is open; who is inside stays. */
async function changeDoor(ctx: Ctx, event: string, door: (typeof doors)[number] | undefined) {
  const changed = await ctx.db
    .updateTable('live_room')
    .set((eb) => ({ door: door ?? eb.ref('door') }))
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .returning(['code', 'door', 'ended_at'])
    .executeTakeFirstOrThrow()
  if (changed.ended_at) throw new Conflict('live.over')
  await announce(ctx, event, 'way-in')
  return { code: changed.code!, door: changed.door as (typeof doors)[number] }
}

/** A code that no open room has. Of 148 million a second try is needed about never; the database refuses a third's chance. */
export async function freeCode(ctx: Ctx): Promise<string> {
  const code = newCode()
  const taken = await ctx.db.selectFrom('live_room').select('code').where('code', '=', code).executeTakeFirst()
  return taken ? newCode() : code
}
