/** The first visit: whoever holds the code that the start command printed becomes the first administrator. */
import { z } from 'zod'
import { transaction, type Ctx } from '../ctx.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { record } from '../facts.ts'
import { email, line, oneOf, zone } from '../foundations/input.ts'
import { hashOf } from '../foundations/id.ts'
import { locales } from '#i18n/index.ts'
import { readInput } from '../verb.ts'
import type { Entry, Visit } from './entry.ts'
import { countTry } from './limits.ts'
import { newPassword } from './passwords.ts'
import { makePerson } from './person.ts'
import { signInWithPassword } from './sign-in.ts'
import { isSetUp, plainCode } from './site.ts'

const input = z.object({
  code: z.string('required').transform(plainCode).pipe(z.string().min(1, 'field.empty').max(40)),
  name: line(),
  email,
  password: newPassword,
  locale: oneOf(locales),
  zone,
})

/** Throws NotFound once the installation is set up: then there is no such page. */
export async function needNotSetUp(ctx: Ctx): Promise<void> {
  if (await isSetUp(ctx.db)) throw new NotFound('people.set-up')
}

/**
 * Makes the first administrator and signs them in. Not a verb: a wrong code has to be remembered. Throws NotFound when
 * the installation is set up, Invalid for a wrong code, TooMany after too many of them.
 */
export async function setUp(ctx: Ctx, visit: Visit, raw: unknown): Promise<Entry> {
  await needNotSetUp(ctx)
  const typed = readInput(input, raw)
  await countTry(ctx, [['set-up', 'site']])
  await transaction(ctx, async (ctx) => {
    await useUpCode(ctx, typed.code)
    const { code: _, ...person } = typed
    await makePerson(ctx, { ...person, isAdministrator: true })
    await record({ ...ctx, community: null }, 'site.set-up', { member: null })
  })
  return signInWithPassword(ctx, visit, typed)
}

/** Two who hold the code at the same moment make one administrator. */
async function useUpCode(ctx: Ctx, code: string): Promise<void> {
  const mine = await ctx.db
    .updateTable('site')
    .set({ set_up_at: ctx.now, setup_code_hash: null })
    .where('set_up_at', 'is', null)
    .where('setup_code_hash', '=', hashOf(code))
    .returning('one')
    .executeTakeFirst()
  if (mine) return
  if (await isSetUp(ctx.db)) throw new Conflict('people.set-up-done')
  throw new Invalid('input', {}, [{ path: ['code'], code: 'people.wrong-set-up-code' }])
}
