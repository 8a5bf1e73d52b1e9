/** Signing in with a password. */
import { z } from 'zod'
import { transaction, type Ctx } from '../ctx.ts'
import { Invalid } from '../errors.ts'
import { email } from '../foundations/input.ts'
import { readInput } from '../verb.ts'
import { authOf, refusalOf } from './auth.ts'
import { cookiesOf, headersOf, type Entry, type Visit } from './entry.ts'
import { countTry, forgiveTry, networkOf, type Trier } from './limits.ts'
import { longestPassword } from './rules.ts'

const input = z.object({
  email,
  password: z.string('required').min(1, 'field.empty').max(longestPassword, 'people.wrong-password'),
})

/**
 * Signs in with an address and its password. Not a verb: that it failed has to be remembered. Throws Invalid with one
 * answer for a wrong password, no password and no such address, after the same work; TooMany after too many tries.
 */
export async function signInWithPassword(ctx: Ctx, visit: Visit, raw: unknown): Promise<Entry> {
  const typed = readInput(input, raw)
  const triers: Trier[] = [
    ['password-for-address', typed.email],
    ['password-from-network', networkOf(visit.address)],
  ]
  await countTry(ctx, triers)
  const outcome = await transaction(ctx, async (ctx) => {
    const auth = await authOf(ctx)
    return refusalOf(auth.api.signInEmail({ body: typed, headers: headersOf(visit), returnHeaders: true }))
  })
  if ('refused' in outcome) throw new Invalid('input', {}, [{ path: ['password'], code: 'people.wrong-password' }])
  await forgiveTry(ctx, triers)
  return { person: outcome.done.response.user.id, isNew: false, cookies: cookiesOf(outcome.done.headers) }
}
