import { z } from 'zod'
import { communityOf } from '../../ctx.ts'
import { invite } from '../../communities/index.ts'
import { Conflict } from '../../errors.ts'
import { id, slug } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { steward } from '../../permissions/communities.ts'
import { holdEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventFor } from '../access.ts'
import { guestOf } from './comer.ts'

export const inviteGuest = verb(
  'events.invite-guest',
  {
    input: z.object({ id, guest: id, circle: slug }),
    does: 'Invites a guest who has confirmed their address to become a member.',
    who: steward.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    allow(ctx, steward, undefined)
    const guest = await guestOf(ctx, event, input.guest)
    if (guest.answer === 'asked') throw new Conflict('registration.not-confirmed')
    await invite(ctx, { email: guest.email!, name: guest.name ?? '', circle: input.circle })
    await ctx.db
      .updateTable('guest')
      .set({ invited_at: ctx.now })
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', event.id)
      .where('id', '=', guest.id)
      .execute()
    return { invited: true }
  },
)
