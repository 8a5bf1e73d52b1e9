/** A new email address: it counts once its owner has shown that it is theirs. */
import { z } from 'zod'
import { personOf, transaction, type Actor, type Ctx } from '../ctx.ts'
import { Invalid } from '../errors.ts'
import { email } from '../foundations/input.ts'
import { readInput } from '../verb.ts'
import { authOf, refusalOf } from './auth.ts'
import { typedCode } from './code.ts'
import { headersOf, type Visit } from './entry.ts'
import { writeAddressCode, writeAddressTaken, writeNotice } from './letters.ts'
import { countTry, forgiveTry, networkOf, type Trier } from './limits.ts'
import { personWithEmail } from './person.ts'
import { needRecentSignIn } from './recent.ts'

const asked = z.object({ email })
const shown = z.object({ email, code: typedCode })

/**
 * Mails a code to a new address. Where somebody has it already the letter says that: the page never knows. Needs a
 * recent sign-in.
 */
export async function askForNewAddress(ctx: Ctx, visit: Visit, raw: unknown): Promise<{ email: string }> {
  const person = personOf(ctx)
  await needRecentSignIn(ctx)
  const typed = readInput(asked, raw)
  if (typed.email === person.email.toLowerCase())
    throw new Invalid('input', {}, [{ path: ['email'], code: 'people.same-address' }])
  await countTry(ctx, [
    ['letter-to-address', typed.email],
    ['letters-from-network', networkOf(visit.address)],
  ])
  await transaction(ctx, async (ctx) => {
    const auth = await authOf(ctx)
    const code = await auth.api.createVerificationOTP({
      body: { email: claim(person, typed.email), type: 'change-email' },
    })
    const to = { email: typed.email, locale: person.locale, personId: person.id }
    if (await personWithEmail(ctx.db, typed.email)) await writeAddressTaken(ctx, { ...to, personId: null })
    else await writeAddressCode(ctx, to, code)
  })
  return typed
}

/**
 * Takes the new address with the code that was mailed to it; the old one gets a notice. Throws Invalid with one answer
 * for a code that is wrong, ended or spent, and for an address that somebody else took meanwhile.
 */
export async function takeNewAddress(ctx: Ctx, visit: Visit, raw: unknown): Promise<void> {
  const person = personOf(ctx)
  await needRecentSignIn(ctx)
  const typed = readInput(shown, raw)
  const triers: Trier[] = [
    ['code-for-address', person.id],
    ['code-from-network', networkOf(visit.address)],
  ]
  await countTry(ctx, triers)
  const taken = await transaction(ctx, async (ctx) => {
    const auth = await authOf(ctx)
    const body = { newEmail: typed.email, otp: typed.code }
    const outcome = await refusalOf(auth.api.changeEmailEmailOTP({ body, headers: headersOf(visit) }))
    if ('refused' in outcome) return false
    await writeNotice(ctx, person, 'address-changed', { email: typed.email })
    return true
  })
  if (!taken) throw new Invalid('input', {}, [{ path: ['code'], code: 'people.wrong-code' }])
  await forgiveTry(ctx, triers)
}

/** A code is good for this person and this address together (better-auth, `changeEmailEmailOTP`). */
function claim(person: Actor, address: string): string {
  return `${person.id}:${address}`
}
