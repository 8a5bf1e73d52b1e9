/** What nobody needs any more is forgotten at night: ended sessions and codes, old tries, answers kept for calls sent twice. */
import type { Ctx } from '../ctx.ts'
import { forgetOldTries } from './limits.ts'

/** Hours for which a call that is sent again gets its first answer. */
const answersKept = 48

export async function tidyAtNight(ctx: Ctx): Promise<void> {
  await forgetOldTries(ctx)
  await ctx.db.deleteFrom('session').where('expires_at', '<', ctx.now).execute()
  await ctx.db.deleteFrom('verification').where('expires_at', '<', ctx.now).execute()
  await ctx.db
    .deleteFrom('answered_once')
    .where('at', '<', ctx.now.subtract({ hours: answersKept }))
    .execute()
}
