import { afterEach, expect, vi } from 'vitest'
import { arrive } from '../arrive.ts'
import type { Ctx } from '../ctx.ts'
import { hashOf } from '../foundations/id.ts'
import { test } from '#tests/support/database.ts'
import { emailOf, livingCommunity, now, sessionOf } from '#tests/support/people.ts'
import * as people from './index.ts'

const visit = { address: '203.0.113.7', userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/149.0', cookie: null }

afterEach(() => vi.useRealTimers())

function at(moment: Temporal.Instant): void {
  vi.useFakeTimers({ toFake: ['Date'], now: moment.epochMilliseconds })
}

/** Somebody signs in for real: their ctx and what their browser sends from then on. */
async function signIn(ctx: Ctx, email: string) {
  const entry = await people.enterByProof(ctx, visit, { email })
  const jar = new Map(entry.cookies.map((cookie) => [cookie.name, decodeURIComponent(cookie.value)]))
  const { actor } = await arrive(ctx.db, { session: people.readSessionCookie(jar, ctx.site) }, undefined, ctx.now)
  return {
    ctx: { ...ctx, actor },
    visit: { ...visit, cookie: entry.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  }
}

async function letters(ctx: Ctx) {
  return ctx.db.selectFrom('mail').select(['kind', 'to_address', 'text']).orderBy('id').execute()
}

test('a person sees their devices in words and signs one out, or all others', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const amina = await signIn(ctx(null), emailOf('amina'))
  const other = await signIn(ctx(null), emailOf('amina'))
  const list = await people.mySessions(amina.ctx, {})
  expect(list.filter((each) => each.isThis)).toHaveLength(1)
  expect(list.map(({ browser, system }) => `${browser} ${system}`).toSorted()).toEqual([
    'Chrome Android',
    'Firefox Windows',
    'Firefox Windows',
  ])
  await people.endSession(amina.ctx, { session: other.ctx.actor!.viaId! })
  expect(await people.mySessions(amina.ctx, {})).toHaveLength(2)
  expect(await people.endOtherSessions(amina.ctx, {})).toEqual({ ended: 1 })
  expect(await people.mySessions(amina.ctx, {})).toMatchObject([{ isThis: true }])
})

test('nobody ends a session of somebody else', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  await expect(people.endSession(ctx('kagiso'), { session: ctx('amina').actor!.viaId! })).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('signing out ends the session at once and takes the cookie away', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  const { cookies } = await people.signOut(ctx('amina'), {})
  expect(cookies).toMatchObject([{ name: 'copse.session_token', value: '', maxAge: 0 }])
  expect((await arrive(db, { session: sessionOf('amina') }, undefined, now)).actor).toBeNull()
  expect(await people.signOut(ctx(null), {})).toMatchObject({ cookies: [{ maxAge: 0 }] })
})

test('a person changes their name, language and zone, and what is not given stays', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  await people.changeMe.run(ctx('amina'), { name: '  Amina A. Otieno ', locale: 'fr', zone: '' })
  expect((await arrive(db, { session: sessionOf('amina') }, undefined, now)).actor).toMatchObject({
    name: 'Amina A. Otieno',
    locale: 'fr',
    zone: 'Africa/Nairobi',
  })
  await expect(people.changeMe.run(ctx('amina'), { zone: 'Nairobi/Africa' })).rejects.toMatchObject({
    issues: [{ path: ['zone'], code: 'field.zone' }],
  })
  expect(await people.me(ctx('amina'), {})).toMatchObject({ memberships: [{ slug: 'thuto', state: 'active' }] })
})

test('a new password works, signs out every other device and is told by mail', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  expect(await people.mySecurity(ctx('amina'), {})).toEqual({ hasPassword: false, isRecent: true })
  const other = await signIn(ctx(null), emailOf('amina'))
  await people.setPassword(ctx('amina'), { password: 'sisal and two goats' })
  expect(await people.mySecurity(ctx('amina'), {})).toMatchObject({ hasPassword: true })
  await people.setPassword(ctx('amina'), { password: 'sisal and three goats' })
  expect(await people.mySessions(ctx('amina'), {})).toMatchObject([{ isThis: true }])
  expect(await people.mySessions(other.ctx, {})).not.toContainEqual(expect.objectContaining({ isThis: true }))
  expect(await letters(ctx(null))).toMatchObject([
    { kind: 'password-set', to_address: emailOf('amina') },
    { kind: 'password-set' },
  ])
  await people.signInWithPassword(ctx(null), visit, { email: emailOf('amina'), password: 'sisal and three goats' })
  await expect(
    people.signInWithPassword(ctx(null), visit, { email: emailOf('amina'), password: 'sisal and two goats' }),
  ).rejects.toMatchObject({ kind: 'invalid' })
})

test('what is hard to undo needs a recent sign-in', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  const later = ctx('amina', { at: now.add({ minutes: 31 }) })
  const again = { kind: 'not-allowed', code: 'people.sign-in-again' }
  await expect(people.setPassword(later, { password: 'sisal and two goats' })).rejects.toMatchObject(again)
  await expect(people.makeToken(later, { name: 'x', scope: 'read', days: '7' })).rejects.toMatchObject(again)
  await expect(people.askForNewAddress(later, visit, { email: 'new@example.org' })).rejects.toMatchObject(again)
})

test('a new address counts once its owner has typed the code that went there', async ({ db }) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const amina = await signIn(ctx(null), emailOf('amina'))
  await people.askForNewAddress(amina.ctx, amina.visit, { email: 'Amina@elimu.example' })
  const [letter] = await letters(ctx(null))
  expect(letter).toMatchObject({ kind: 'address-code', to_address: 'amina@elimu.example' })
  const code = /(\d{3}) (\d{3})/.exec(letter!.text)!.slice(1).join('')
  const wrong = code === '111111' ? '222222' : '111111'
  await expect(
    people.takeNewAddress(amina.ctx, amina.visit, { email: 'amina@elimu.example', code: wrong }),
  ).rejects.toMatchObject({ issues: [{ code: 'people.wrong-code' }] })
  await expect(
    people.takeNewAddress(amina.ctx, amina.visit, { email: 'other@elimu.example', code }),
  ).rejects.toMatchObject({ kind: 'invalid' })
  await people.takeNewAddress(amina.ctx, amina.visit, { email: 'amina@elimu.example', code })
  expect((await arrive(db, { session: sessionOf('amina') }, undefined, now)).actor).toMatchObject({
    email: 'amina@elimu.example',
  })
  expect((await letters(ctx(null))).at(-1)).toMatchObject({ kind: 'address-changed', to_address: emailOf('amina') })
})

test('an address that somebody has cannot be taken, and only its owner learns that it was asked for', async ({
  db,
}) => {
  at(now)
  const { ctx } = await livingCommunity(db)
  const amina = await signIn(ctx(null), emailOf('amina'))
  expect(await people.askForNewAddress(amina.ctx, amina.visit, { email: emailOf('kagiso') })).toEqual({
    email: emailOf('kagiso'),
  })
  const [letter] = await letters(ctx(null))
  expect(letter).toMatchObject({ kind: 'address-taken', to_address: emailOf('kagiso') })
  expect(letter!.text).not.toMatch(/\d{3} \d{3}/)
})

test('a token is shown once, reaches as far as its scope, and ends when it is revoked or out of date', async ({
  db,
}) => {
  const { ctx } = await livingCommunity(db)
  const { token } = await people.makeToken(ctx('amina'), { name: 'Our spreadsheet', scope: 'read', days: '30' })
  expect(token).toMatch(/^copse_[\w-]{43}$/)
  const who = async (at = now) => (await arrive(db, { tokenHash: hashOf(token) }, 'thuto', at)).actor
  expect(await who()).toMatchObject({ name: 'Amina Otieno', via: 'token', scopes: ['read'] })
  const program = { ...ctx('amina'), actor: await who() }
  expect(await people.me(program, {})).toMatchObject({ name: 'Amina Otieno' })
  await expect(people.changeMe(program, { name: 'X' })).rejects.toMatchObject({
    kind: 'not-allowed',
    code: 'token-scope',
  })
  expect(await who(now.add({ hours: 24 * 30 }))).toBeNull()
  const [mine] = await people.myTokens(ctx('amina'), {})
  expect(JSON.stringify(mine)).not.toContain(token)
  await expect(people.revokeToken(ctx('kagiso'), { token: mine!.id })).rejects.toMatchObject({ kind: 'not-found' })
  expect(await people.revokeToken(ctx('amina'), { token: mine!.id })).toEqual({ name: 'Our spreadsheet' })
  expect(await who()).toBeNull()
})

test('a token may be for one room, and no token makes another', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  const { token } = await people.makeToken.run(ctx('amina'), {
    name: 'Events',
    scope: 'write',
    rooms: ['events', 'people'],
    days: '7',
  })
  const { actor } = await arrive(db, { tokenHash: hashOf(token) }, 'thuto', now)
  expect(actor!.scopes).toEqual(['events:write', 'people:write'])
  await expect(
    people.makeToken({ ...ctx('amina'), actor }, { name: 'More', scope: 'write', days: '365' }),
  ).rejects.toMatchObject({ code: 'people.sign-in-again' })
})
