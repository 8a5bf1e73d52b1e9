/** The letters about an account: codes that somebody asked for, and notices of what was changed. */
import { words, type Words } from '#i18n/index.ts'
import type { Ctx } from '../ctx.ts'
import { writeMail, type Addressee, type LetterBlock } from '../foundations/mail/index.ts'
import { codeMinutes } from './rules.ts'

/** What a notice can tell: something about the account was changed, by its person or by somebody else. */
export type NoticeOf = 'password-set' | 'address-changed' | 'token-made'

interface Recipient {
  id: string
  email: string
  locale: string
}

/** The code to come in with, and the link that types it. */
export async function writeSignInCode(ctx: Ctx, to: Addressee, code: string, url: string): Promise<void> {
  const w = words(to.locale)
  const site = siteName(ctx)
  const blocks: LetterBlock[] = [
    text(w('people.letters.code.lead', { site })),
    { kind: 'code', code: inTwo(code) },
    text(w('people.letters.code.or')),
    { kind: 'link', label: w('people.letters.code.link'), url },
    text(w('people.letters.code.ends', { minutes: codeMinutes })),
  ]
  const subject = w('people.letters.code.subject', { code: inTwo(code), site })
  await write(ctx, to, w, { subject, blocks }, 'sign-in-code')
}

/** For an address that nobody has here: the same wait, another letter. */
export async function writeNoAccount(ctx: Ctx, to: Addressee): Promise<void> {
  const w = words(to.locale)
  const site = siteName(ctx)
  const blocks: LetterBlock[] = [
    text(w('people.letters.no-account.lead', { site, email: to.email })),
    text(w('people.letters.no-account.other')),
    { kind: 'link', label: w('people.letters.no-account.link'), url: `${ctx.site.url}/` },
  ]
  await write(ctx, to, w, { subject: w('people.letters.no-account.subject', { site }), blocks }, 'no-account')
}

/** The code that shows that a new address is the person's own. */
export async function writeAddressCode(ctx: Ctx, to: Addressee, code: string): Promise<void> {
  const w = words(to.locale)
  const site = siteName(ctx)
  const blocks: LetterBlock[] = [
    text(w('people.letters.address.lead', { site, email: to.email })),
    { kind: 'code', code: inTwo(code) },
    text(w('people.letters.code.ends', { minutes: codeMinutes })),
  ]
  await write(ctx, to, w, { subject: w('people.letters.address.subject', { site }), blocks }, 'address-code')
}

/** For a new address that has an account of its own already. */
export async function writeAddressTaken(ctx: Ctx, to: Addressee): Promise<void> {
  const w = words(to.locale)
  const site = siteName(ctx)
  const blocks: LetterBlock[] = [
    text(w('people.letters.address-taken.lead', { site, email: to.email })),
    { kind: 'link', label: w('people.letters.address-taken.link'), url: `${ctx.site.url}/sign-in` },
  ]
  await write(ctx, to, w, { subject: w('people.letters.address-taken.subject', { site }), blocks }, 'address-taken')
}

/** Tells a person that something about their account was changed, in case it was not they. */
export async function writeNotice(
  ctx: Ctx,
  to: Recipient,
  what: NoticeOf,
  params: Record<string, string> = {},
): Promise<void> {
  const w = words(to.locale)
  const site = siteName(ctx)
  const blocks: LetterBlock[] = [
    text(w(`people.letters.${what}.lead`, { site, ...params })),
    text(w('people.letters.not-you')),
    { kind: 'link', label: w('people.letters.account'), url: `${ctx.site.url}/account` },
  ]
  await write(
    ctx,
    { ...to, personId: to.id },
    w,
    { subject: w(`people.letters.${what}.subject`, { site }), blocks },
    what,
  )
}

async function write(
  ctx: Ctx,
  to: Addressee,
  w: Words,
  letter: { subject: string; blocks: LetterBlock[] },
  kind: string,
): Promise<void> {
  // An account belongs to the installation: these letters are of no community, whichever door they were asked at.
  await writeMail(
    { ...ctx, community: null },
    to,
    { ...letter, why: w('people.letters.why', { site: siteName(ctx) }) },
    { kind, asked: true },
  )
}

function siteName(ctx: Ctx): string {
  return new URL(ctx.site.url).host
}

const text = (text: string): LetterBlock => ({ kind: 'text', text })

/** 493 127: read off one device and typed into another. */
function inTwo(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}
