/** Coming into the live room as the guest who one registered as: by the link of one's own page, under one's own name. */
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { hashOf, newId } from '../../foundations/id.ts'
import { verb } from '../../verb.ts'
import { byTheirLink, guestBehind, mayEnter, roomSecret, theirToken, type GuestRow } from '../registration/index.ts'
import { announce } from './announce.ts'
import { inRoom, mustBeOpen, roomForAll } from './room.ts'

/** As long as a name in the room may be. */
const longestName = 80

export const joinAsGuest = verb(
  'live.join-as-guest',
  {
    input: z.object({ token: theirToken }),
    does: 'Joins the live room of an event as the guest who registered for it and comes, under the name that they gave. Gives the secret by which they are known there.',
    who: byTheirLink,
  },
  async (ctx, input) => {
    const { guest, event } = await guestBehind(ctx, input.token)
    if (event.state === 'cancelled') throw new Conflict('events.cancelled')
    if (!mayEnter(guest)) throw new Conflict('live.not-coming')
    mustBeOpen((await roomForAll(ctx, event.id))!)
    const token = roomSecret(ctx, guest.id)
    if (await enter(ctx, event.id, guest, token)) {
      // Of somebody without an account only that they came: no actor, no name.
      await record({ ...ctx, actor: null }, 'live.joined', {
        member: null,
        subject: event.id,
        payload: { class: event.class, by: 'guest' },
      })
      await announce(ctx, event.id, 'people')
    }
    return { event: event.id, token }
  },
)

/** Whether they are new in the room; on a second device, or pressed twice, they are who they were. */
async function enter(ctx: Ctx, event: string, guest: GuestRow, token: string): Promise<boolean> {
  const joined = await ctx.db
    .insertInto('live_participant')
    .values({
      ...inRoom(ctx, { event: { id: event } }),
      id: newId(ctx.now),
      guest_id: guest.id,
      name: guest.name!.slice(0, longestName),
      token_hash: hashOf(token),
      joined_at: ctx.now,
    })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .returning('id')
    .executeTakeFirst()
  return joined !== undefined
}
