/** Signing in by a code from a letter, or by the link in it that types the code. It shows that the address is theirs. */
import { z } from 'zod'
import { transaction, type Ctx } from '../ctx.ts'
import { Invalid, NotFound } from '../errors.ts'
import { email, line, optional } from '../foundations/input.ts'
import { readInput } from '../verb.ts'
import { authOf, refusalOf } from './auth.ts'
import { cookiesOf, headersOf, type Entry, type Visit } from './entry.ts'
import { writeNoAccount, writeSignInCode } from './letters.ts'
import { countTry, forgiveTry, networkOf, type Trier } from './limits.ts'
import { communityIn, localPath, mayMakeAccount } from './next.ts'
import { nameFromEmail, personWithEmail, recordNewPerson } from './person.ts'
import { seal, unseal } from './seal.ts'

const asked = z.object({ email, next: optional(z.string()) })
/** Six digits, with whatever people type between them. */
export const typedCode = z
  .string('required')
  .transform((typed) => typed.replace(/[\s.-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'people.code-digits'))
const shown = z.object({ email, code: typedCode, next: optional(z.string()) })

/** Seconds in which a form that is sent twice gets one letter: the first code would be dead before it arrived. */
const sameLetter = 20

/**
 * Mails a code to an address, good for 15 minutes and once; one that was sent before ends. Where nobody has the address
 * and no account can be made on the way to `next`, the letter says that instead: the page never knows.
 */
export async function askForCode(ctx: Ctx, visit: Visit, raw: unknown): Promise<{ email: string; next: string }> {
  const typed = readInput(asked, raw)
  const next = localPath(typed.next)
  await countTry(ctx, [
    ['letter-to-address', typed.email],
    ['letters-from-network', networkOf(visit.address)],
  ])
  await transaction(ctx, async (ctx) => {
    if (await wasJustSent(ctx, typed.email)) return
    const auth = await authOf(ctx)
    const made = await auth.api.createVerificationOTP({ body: { email: typed.email, type: 'sign-in' } })
    const person = await personWithEmail(ctx.db, typed.email)
    const to = { email: typed.email, locale: person?.locale ?? ctx.locale, personId: person?.id ?? null }
    if (!person && !mayMakeAccount(next)) return writeNoAccount(ctx, to)
    const link = await seal(ctx, { email: typed.email, code: made, next })
    return writeSignInCode(ctx, to, made, `${ctx.site.url}/sign-in/code?k=${link}`)
  })
  return { email: typed.email, next }
}

/** What a link from a letter stands for. Opening it does nothing: programs that look for bad links do that too. */
export async function linkedCode(ctx: Ctx, link: string): Promise<{ email: string; code: string; next: string }> {
  const opened = shown.safeParse(await unseal(ctx, link))
  if (!opened.success) throw new NotFound('people.link')
  return { ...opened.data, next: localPath(opened.data.next) }
}

/**
 * Signs in with the code that was mailed to an address, and makes the account if nobody had the address. Throws Invalid
 * with one answer for a code that is wrong, ended or spent.
 */
export async function signInWithCode(ctx: Ctx, visit: Visit, raw: unknown): Promise<Entry> {
  const typed = readInput(shown, raw)
  const triers: Trier[] = [
    ['code-for-address', typed.email],
    ['code-from-network', networkOf(visit.address)],
  ]
  await countTry(ctx, triers)
  const entry = await transaction(ctx, async (ctx) => enterWithCode(ctx, visit, typed))
  if (!entry) throw new Invalid('input', {}, [{ path: ['code'], code: 'people.wrong-code' }])
  await forgiveTry(ctx, triers)
  return entry
}

const proven = z.object({ email, name: optional(line()), next: optional(z.string()) })

/**
 * Signs in whoever has just shown that an address is theirs by a secret that was mailed to it: an invitation, for
 * instance. It is for the caller to have checked that secret.
 */
export function enterByProof(ctx: Ctx, visit: Visit, raw: z.input<typeof proven>): Promise<Entry> {
  const known = readInput(proven, raw)
  return transaction(ctx, async (ctx) => {
    const auth = await authOf(ctx)
    const code = await auth.api.createVerificationOTP({ body: { email: known.email, type: 'sign-in' } })
    const entry = await enterWithCode(ctx, visit, { ...known, code })
    if (!entry) throw new Error('A code that has just been made was refused')
    return entry
  })
}

/** Whether a code that nobody has tried yet was made a moment ago (better-auth keeps it as `hash:tries`). */
async function wasJustSent(ctx: Ctx, email: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('verification')
    .select('id')
    .where('identifier', '=', `sign-in-otp-${email}`)
    .where('value', 'like', '%:0')
    .where('created_at', '>', ctx.now.subtract({ seconds: sameLetter }))
    .executeTakeFirst()
  return row !== undefined
}

/** Uses up the code. `null` when it is not good; that it was tried stays counted. */
async function enterWithCode(
  ctx: Ctx,
  visit: Visit,
  typed: z.output<typeof shown> & { name?: string | undefined },
): Promise<Entry | null> {
  const auth = await authOf(ctx)
  const known = await personWithEmail(ctx.db, typed.email)
  const body = {
    email: typed.email,
    otp: typed.code,
    name: typed.name ?? nameFromEmail(typed.email),
    locale: ctx.locale,
    zone: known ? ctx.zone : await zoneOnTheWay(ctx, localPath(typed.next)),
  }
  const outcome = await refusalOf(auth.api.signInEmailOTP({ body, headers: headersOf(visit), returnHeaders: true }))
  if ('refused' in outcome) return null
  const { id } = outcome.done.response.user
  if (!known) await recordNewPerson(ctx, id)
  return { person: id, isNew: !known, cookies: cookiesOf(outcome.done.headers) }
}

/** Somebody new is probably where the community is whose door they came from; they are asked. */
async function zoneOnTheWay(ctx: Ctx, next: string): Promise<string> {
  const slug = communityIn(next)
  if (ctx.zone !== 'UTC' || !slug) return ctx.zone
  const community = await ctx.db.selectFrom('community').select('zone').where('slug', '=', slug).executeTakeFirst()
  return community?.zone ?? ctx.zone
}
