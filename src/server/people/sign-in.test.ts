import { afterEach, expect, vi } from 'vitest'
import type { Kysely } from 'kysely'
import { arrive } from '../arrive.ts'
import type { Ctx } from '../ctx.ts'
import type { DB } from '../database.gen.ts'
import { test } from '#tests/support/database.ts'
import { emailOf, livingCommunity, now } from '#tests/support/people.ts'
import { askForCode, linkedCode, readSessionCookie, signInWithCode, signInWithPassword, type Entry } from './index.ts'
import { keepPassword } from './passwords.ts'

const visit = { address: '203.0.113.7', userAgent: 'Mozilla/5.0 (Linux; Android 14) Chrome/148.0 Mobile', cookie: null }
const somebody = /\b(\d{3}) (\d{3})\b/

afterEach(() => vi.useRealTimers())

/** better-auth reads the clock of the machine; everything else gets it handed. */
function at(moment: Temporal.Instant): void {
  vi.useFakeTimers({ toFake: ['Date'], now: moment.epochMilliseconds })
}

async function lastLetter(db: Kysely<DB>) {
  return db
    .selectFrom('mail')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
}

async function codeFor(ctx: Ctx, email: string, next?: string): Promise<string> {
  await askForCode(ctx, visit, { email, next })
  const [, first, second] = somebody.exec((await lastLetter(ctx.db)).subject)!
  return first! + second!
}

/** Who the porch recognises by the cookies that an entry sets. */
async function whoComesIn(ctx: Ctx, entry: Entry) {
  const jar = new Map(entry.cookies.map((cookie) => [cookie.name, decodeURIComponent(cookie.value)]))
  const session = readSessionCookie(jar, ctx.site)
  return (await arrive(ctx.db, { session }, undefined, ctx.now)).actor
}

const problem = async (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => ({ kind: error.kind, code: error.code, issues: error.issues, params: error.params }),
  )

test('a code by mail lets a member in, and the porch knows them by the cookie', async ({ db }) => {
  at(now)
  const { ctx, person } = await livingCommunity(db)
  const code = await codeFor(ctx(null), emailOf('amina'))
  const entry = await signInWithCode(ctx(null), visit, {
    email: 'Amina@Example.org ',
    code: `${code.slice(0, 3)} ${code.slice(3)}`,
  })
  expect(entry).toMatchObject({ person: person.amina, isNew: false })
  expect(entry.cookies).toMatchObject([
    { name: 'copse.session_token', httpOnly: true, sameSite: 'lax', secure: false, path: '/' },
  ])
  expect(await whoComesIn(ctx(null), entry)).toMatchObject({ id: person.amina, name: 'Amina Otieno', via: 'session' })
})

test('over https the cookie is only ever sent over https', async ({ db }) => {
  at(now)
  const { ctx, person } = await livingCommunity(db)
  const secure = { ...ctx(null), site: { ...ctx(null).site, url: 'https://copse.test' } }
  const entry = await signInWithCode(secure, visit, {
    email: emailOf('amina'),
    code: await codeFor(secure, emailOf('amina')),
  })
  expect(entry.cookies).toMatchObject([{ name: '__Secure-copse.session_token', secure: true }])
  expect(await whoComesIn(secure, entry)).toMatchObject({ id: person.amina })
})

test('a cookie whose signature is not ours says nothing', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const entry = await signInWithCode(ctx(null), visit, {
    email: emailOf('amina'),
    code: await codeFor(ctx(null), emailOf('amina')),
  })
  const value = decodeURIComponent(entry.cookies[0]!.value)
  const [token, signature] = value.split('.') as [string, string]
  const read = (shown: string, secret = ctx(null).site.secret) =>
    readSessionCookie(new Map([['copse.session_token', shown]]), { url: 'http://copse.test', secret })
  expect(read(value)).toBe(token)
  for (const forged of [
    token,
    `${token}.`,
    `${token}x.${signature}`,
    `${token}.${signature.slice(1)}`,
    `.${signature}`,
    '',
  ])
    expect(read(forged)).toBeUndefined()
  expect(read(value, 'another secret')).toBeUndefined()
})

test('a code works once', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const typed = { email: emailOf('amina'), code: await codeFor(ctx(null), emailOf('amina')) }
  await signInWithCode(ctx(null), visit, typed)
  expect(await problem(signInWithCode(ctx(null), visit, typed))).toMatchObject({
    kind: 'invalid',
    issues: [{ path: ['code'], code: 'people.wrong-code' }],
  })
})

test('a code ends after fifteen minutes', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const typed = { email: emailOf('amina'), code: await codeFor(ctx(null), emailOf('amina')) }
  const late = now.add({ minutes: 15, seconds: 1 })
  at(late)
  expect(await problem(signInWithCode(ctx(null, { at: late }), visit, typed))).toMatchObject({
    issues: [{ code: 'people.wrong-code' }],
  })
})

test('a second letter ends the code of the first', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const first = await codeFor(ctx(null), emailOf('amina'))
  at(now.add({ minutes: 1 }))
  const second = await codeFor(ctx(null, { at: now.add({ minutes: 1 }) }), emailOf('amina'))
  expect(
    await problem(
      signInWithCode(ctx(null), visit, { email: emailOf('amina'), code: first === second ? '000000' : first }),
    ),
  ).toMatchObject({ kind: 'invalid' })
  expect(await signInWithCode(ctx(null), visit, { email: emailOf('amina'), code: second })).toMatchObject({
    isNew: false,
  })
})

test('a code is spent after five wrong tries, even when the right one follows', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const code = await codeFor(ctx(null), emailOf('amina'))
  const wrong = code === '111111' ? '222222' : '111111'
  for (let i = 0; i < 5; i++) await problem(signInWithCode(ctx(null), visit, { email: emailOf('amina'), code: wrong }))
  expect(await problem(signInWithCode(ctx(null), visit, { email: emailOf('amina'), code }))).toMatchObject({
    issues: [{ code: 'people.wrong-code' }],
  })
})

test('the link of the letter holds the code, and opening it uses up nothing', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  await askForCode(ctx(null), visit, { email: emailOf('amina'), next: '/thuto/events' })
  const link = /http:\/\/copse\.test\/sign-in\/code\?k=(\S+)/.exec((await lastLetter(db)).text)![1]!
  expect(link).not.toMatch(/amina/)
  const opened = await linkedCode(ctx(null), link)
  expect(await linkedCode(ctx(null), link)).toEqual(opened)
  expect(opened).toMatchObject({ email: emailOf('amina'), next: '/thuto/events' })
  expect(await signInWithCode(ctx(null), visit, opened)).toMatchObject({ isNew: false })
  expect(await problem(linkedCode(ctx(null), `${link.slice(0, -2)}00`))).toMatchObject({ kind: 'not-found' })
})

test('the letter is in the language of its reader', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  await askForCode(ctx(null), visit, { email: emailOf('fatou') })
  expect(await lastLetter(db)).toMatchObject({
    kind: 'sign-in-code',
    subject: expect.stringContaining('est votre code pour copse.test'),
    state: 'kept',
  })
})

test('for an address that nobody has the page says the same, and only the letter tells', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  expect(await askForCode(ctx(null), visit, { email: 'nobody@example.org' })).toEqual({
    email: 'nobody@example.org',
    next: '/',
  })
  const letter = await lastLetter(db)
  expect(letter).toMatchObject({ kind: 'no-account', to_address: 'nobody@example.org' })
  expect(letter.text + letter.subject).not.toMatch(/\d{3} ?\d{3}/)
  for (let i = 0; i < 7; i++) {
    const known = await problem(signInWithCode(ctx(null), visit, { email: emailOf('amina'), code: '111111' }))
    const unknown = await problem(signInWithCode(ctx(null), visit, { email: 'nobody@example.org', code: '111111' }))
    expect(unknown).toEqual(known)
  }
})

test('on the way into a community a code makes the account, in the zone of that community', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const stranger = ctx(null, { in: null })
  const code = await codeFor(stranger, 'lerato.maseko@example.org', '/thuto/join')
  const entry = await signInWithCode(stranger, visit, { email: 'lerato.maseko@example.org', code, next: '/thuto/join' })
  expect(entry.isNew).toBe(true)
  const made = await db.selectFrom('person').selectAll().where('id', '=', entry.person).executeTakeFirstOrThrow()
  expect(made).toMatchObject({
    name: 'Lerato Maseko',
    email: 'lerato.maseko@example.org',
    email_verified: true,
    zone: 'Africa/Johannesburg',
    locale: 'en',
  })
  expect(
    await db.selectFrom('fact').select(['kind', 'subject_id']).where('kind', '=', 'person.joined-site').execute(),
  ).toEqual([{ kind: 'person.joined-site', subject_id: entry.person }])
})

test('a password lets in; a wrong one, none and no such address get one answer', async ({ db }) => {
  at(now)
  const { ctx, person } = await livingCommunity(db)
  await keepPassword(ctx(null), person.amina, 'sisal and two goats')
  const entry = await signInWithPassword(ctx(null), visit, { email: emailOf('amina'), password: 'sisal and two goats' })
  expect(await whoComesIn(ctx(null), entry)).toMatchObject({ id: person.amina })
  const refused = {
    kind: 'invalid',
    code: 'input',
    params: {},
    issues: [{ path: ['password'], code: 'people.wrong-password' }],
  }
  for (const email of [emailOf('amina'), emailOf('kagiso'), 'nobody@example.org']) {
    expect(await problem(signInWithPassword(ctx(null), visit, { email, password: 'sisal and three goats' }))).toEqual(
      refused,
    )
  }
})

test('too many wrong passwords lock an address for a quarter of an hour, known or not', async ({ db }) => {
  at(now)
  const { ctx, person } = await livingCommunity(db)
  await keepPassword(ctx(null), person.amina, 'sisal and two goats')
  for (const email of [emailOf('amina'), 'nobody@example.org']) {
    const trying = () =>
      problem(signInWithPassword(ctx(null), { ...visit, address: null }, { email, password: 'wrong and wrong' }))
    for (let i = 0; i < 8; i++) expect(await trying()).toMatchObject({ kind: 'invalid' })
    expect(await trying()).toMatchObject({ kind: 'too-many', params: { seconds: 900, minutes: 15 } })
  }
  const right = { email: emailOf('amina'), password: 'sisal and two goats' }
  expect(await problem(signInWithPassword(ctx(null), visit, right))).toMatchObject({ kind: 'too-many' })
  expect(await signInWithPassword(ctx(null, { at: now.add({ minutes: 16 }) }), visit, right)).toMatchObject({
    person: person.amina,
  })
})

test('letters to one address are few', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const ask = (minute: number) => {
    at(now.add({ minutes: minute }))
    return askForCode(ctx(null, { at: now.add({ minutes: minute }) }), visit, { email: emailOf('amina') })
  }
  for (let minute = 0; minute < 5; minute++) await ask(minute)
  expect(await problem(ask(5))).toMatchObject({ kind: 'too-many' })
  expect(await db.selectFrom('mail').select('id').execute()).toHaveLength(5)
})

test('a form that is sent twice gets one letter, whose code works; after a wrong try a new letter goes out at once', async ({
  db,
}) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const code = await codeFor(ctx(null), emailOf('amina'))
  await askForCode(ctx(null), visit, { email: emailOf('amina') })
  expect(await db.selectFrom('mail').select('id').execute()).toHaveLength(1)
  await problem(
    signInWithCode(ctx(null), visit, { email: emailOf('amina'), code: code === '111111' ? '222222' : '111111' }),
  )
  await askForCode(ctx(null), visit, { email: emailOf('amina') })
  expect(await db.selectFrom('mail').select('id').execute()).toHaveLength(2)
})
