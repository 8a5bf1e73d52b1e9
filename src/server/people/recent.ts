/** What is hard to undo asks for somebody who has just shown who they are: a phone left on a table is not enough. */
import { personOf, type Ctx } from '../ctx.ts'
import { NotAllowed } from '../errors.ts'
import { recentMinutes } from './rules.ts'

/** Throws NotAllowed `people.sign-in-again` unless the session at hand began a short time ago. A token never is one. */
export async function needRecentSignIn(ctx: Ctx): Promise<void> {
  if (!(await signedInRecently(ctx))) throw new NotAllowed('people.sign-in-again', { minutes: recentMinutes })
}

/** Whether the session at hand began a short time ago. */
export async function signedInRecently(ctx: Ctx): Promise<boolean> {
  const { via, viaId } = personOf(ctx)
  if (via !== 'session' || !viaId) return false
  const session = await ctx.db.selectFrom('session').select('created_at').where('id', '=', viaId).executeTakeFirst()
  return session !== undefined && ctx.now.since(session.created_at).total('minutes') < recentMinutes
}
