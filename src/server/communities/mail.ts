import { z } from 'zod'
import { communityOf } from '../ctx.ts'
import { record } from '../facts.ts'
import { releaseHeldMail } from '../foundations/mail/index.ts'
import { allow } from '../permissions/index.ts'
import { steward } from '../permissions/communities.ts'
import { verb } from '../verb.ts'

export const switchMailOn = verb(
  'communities.switch-mail-on',
  {
    input: z.object({ held: z.enum(['send', 'drop']).default('send') }),
    does: 'Lets the community send mail; what was held so far is sent or dropped.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const community = communityOf(ctx)
    await ctx.db.updateTable('community').set({ mail_on: true }).where('id', '=', community.id).execute()
    if (input.held === 'drop') {
      await ctx.db
        .updateTable('mail')
        .set({ state: 'kept' })
        .where('community_id', '=', community.id)
        .where('state', '=', 'held')
        .execute()
    }
    const released = input.held === 'send' ? await releaseHeldMail(ctx, community.id) : 0
    await record(ctx, 'community.mail-switched-on', { member: null, payload: { released } })
    return { released }
  },
)
