/** Where a person is signed in, and signing out: here, there, everywhere. */
import { z } from 'zod'
import { personOf, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { id } from '../foundations/input.ts'
import { ownAccount } from '../permissions/people.ts'
import { query, verb } from '../verb.ts'
import { isSecure, sessionCookieName } from './cookie.ts'
import { deviceOf } from './device.ts'
import type { CookieToSet } from './entry.ts'

export const mySessions = query(
  'people.sessions',
  { input: z.object({}), does: 'Where one is signed in, the newest first.', who: ownAccount.says, api: false },
  async (ctx) => {
    const person = personOf(ctx)
    const rows = await ctx.db
      .selectFrom('session')
      .select(['id', 'user_agent', 'created_at', 'expires_at'])
      .where('person_id', '=', person.id)
      .where('expires_at', '>', ctx.now)
      .orderBy('created_at', 'desc')
      .limit(100)
      .execute()
    return rows.map((row) => ({
      id: row.id,
      ...deviceOf(row.user_agent),
      since: row.created_at.toString(),
      until: row.expires_at.toString(),
      isThis: row.id === person.viaId,
    }))
  },
)

export const signOut = verb(
  'people.sign-out',
  {
    input: z.object({}),
    does: 'Ends the session at hand. Without one it changes nothing.',
    who: 'Everybody.',
    api: false,
  },
  async (ctx): Promise<{ cookies: CookieToSet[] }> => {
    if (ctx.actor?.via === 'session') await ctx.db.deleteFrom('session').where('id', '=', ctx.actor.viaId!).execute()
    return { cookies: [goneCookie(ctx)] }
  },
)

export const endSession = verb(
  'people.end-session',
  { input: z.object({ session: id }), does: 'Signs out one device.', who: ownAccount.says, api: false },
  async (ctx, input) => {
    const ended = await ctx.db
      .deleteFrom('session')
      .where('person_id', '=', personOf(ctx).id)
      .where('id', '=', input.session)
      .returning('id')
      .executeTakeFirst()
    if (!ended) throw new NotFound('people.session')
    return { ended: 1 }
  },
)

export const endOtherSessions = verb(
  'people.end-other-sessions',
  { input: z.object({}), does: 'Signs out every device but this one.', who: ownAccount.says, api: false },
  async (ctx) => {
    const person = personOf(ctx)
    const ended = await ctx.db
      .deleteFrom('session')
      .where('person_id', '=', person.id)
      .where('id', '!=', person.viaId ?? person.id)
      .returning('id')
      .execute()
    return { ended: ended.length }
  },
)

/** Takes the session's cookie away from the browser. */
export function goneCookie(ctx: Ctx): CookieToSet {
  const { url } = ctx.site
  return {
    name: sessionCookieName(url),
    value: '',
    path: '/',
    httpOnly: true,
    secure: isSecure(url),
    sameSite: 'lax',
    maxAge: 0,
  }
}
