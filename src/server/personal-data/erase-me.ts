import { z } from 'zod'
import { personOf, type Ctx } from '../ctx.ts'
import { Conflict, Invalid } from '../errors.ts'
import { record } from '../facts.ts'
import { email } from '../foundations/input.ts'
import { needRecentSignIn, goneCookie } from '../people/index.ts'
import { allow } from '../permissions/index.ts'
import { ownAccount } from '../permissions/people.ts'
import { verb } from '../verb.ts'
import { rooms } from './rooms.ts'

export const eraseMe = verb(
  'people.erase-me',
  {
    input: z.object({ confirm: email }),
    does: 'Erases one’s account and everything that tells of oneself, for good. What was counted stays counted, for nobody.',
    who: `${ownAccount.says} Needs a recent sign-in and one’s own address typed once more; the last administrator stays.`,
    api: false,
  },
  async (ctx, input) => {
    const person = personOf(ctx)
    allow(ctx, ownAccount, { person_id: person.id })
    await needRecentSignIn(ctx)
    if (input.confirm !== person.email.toLowerCase())
      throw new Invalid('input', {}, [{ path: ['confirm'], code: 'people.not-your-address' }])
    if (person.isAdministrator) await needAnotherAdministrator(ctx, person.id)
    for (const room of rooms) await room.forget(ctx, person.id)
    await record({ ...ctx, actor: null, member: null, community: null }, 'person.erased', { subject: person.id })
    return { cookies: [goneCookie(ctx)] }
  },
)

/** An installation without an administrator could not be tended by anybody any more. */
async function needAnotherAdministrator(ctx: Ctx, person: string): Promise<void> {
  const administrators = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('is_administrator', '=', true)
    .forUpdate()
    .execute()
  if (administrators.every(({ id }) => id === person)) throw new Conflict('people.last-administrator')
}
