import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, type LivingCalendar } from '#tests/support/events.ts'
import type { Ctx } from '../../ctx.ts'
import { answerAsGuest, askAsGuest, eraseGuest, eventPage, guestPage, rsvp } from '../index.ts'

const visit = { address: '203.0.113.7', userAgent: null, cookie: null }
const typed = { name: 'Lindiwe Dube', email: 'Lindiwe@example.org', organisation: 'Statistics office', consent: 'on' }

/** A public event that takes guests. */
async function openEvent(living: LivingCalendar, wanted: Parameters<LivingCalendar['plan']>[0] = {}) {
  const id = await living.plan({ public: true, ...wanted })
  await living.ctx(null).db.updateTable('event').set({ takes_guests: true }).where('id', '=', id).execute()
  return id
}

/** The secrets in the letters that went to an address, newest first. */
async function lettersTo(ctx: Ctx, email: string) {
  const letters = await ctx.db
    .selectFrom('mail')
    .select(['kind', 'text'])
    .where('to_address', '=', email)
    .orderBy('id', 'desc')
    .execute()
  return letters.map(({ kind, text }) => ({ kind, token: /\/guest\/([\w-]+)/.exec(text)?.[1] ?? '' }))
}

test('a visitor asks, confirms by the letter, is counted, gets the way in, and goes again without a trace', async ({
  db,
}) => {
  const living = await livingCalendar(db)
  const stranger = living.ctx(null)
  const id = await openEvent(living)
  await askAsGuest(stranger, visit, { ...typed, id })
  expect(await eventPage(stranger, { id })).toMatchObject({ coming: 0 })
  const [letter] = await lettersTo(stranger, 'lindiwe@example.org')
  const token = letter!.token
  expect(await guestPage(stranger, { token })).toMatchObject({ answer: 'asked', event: { place_link: null } })

  expect(await answerAsGuest(stranger, { token, answer: 'yes' })).toEqual({ answer: 'yes' })
  expect(await eventPage(stranger, { id })).toMatchObject({ coming: 1 })
  expect(await guestPage(stranger, { token })).toMatchObject({
    name: 'Lindiwe Dube',
    answer: 'yes',
    event: { place_link: 'https://meet.example.org/thuto' },
  })
  await eraseGuest(stranger, { token })
  expect(await eventPage(stranger, { id })).toMatchObject({ coming: 0 })
  await expect(guestPage(stranger, { token })).rejects.toMatchObject({ code: 'registration.guest' })
  expect(await db.selectFrom('guest').selectAll().execute()).toEqual([])
})

test('after the event erasing leaves that somebody was there, and nothing of who', async ({ db }) => {
  const living = await livingCalendar(db)
  const id = await openEvent(living)
  await askAsGuest(living.ctx(null), visit, { ...typed, id })
  const [letter] = await lettersTo(living.ctx(null), 'lindiwe@example.org')
  await answerAsGuest(living.ctx(null), { token: letter!.token, answer: 'yes' })
  await eraseGuest(living.after(null), { token: letter!.token })
  expect(await db.selectFrom('guest').selectAll().executeTakeFirstOrThrow()).toMatchObject({
    name: null,
    email: null,
    organisation: null,
    answer: 'yes',
  })
  expect(await eventPage(living.ctx(null), { id })).toMatchObject({ coming: 1 })
})

test('asking twice is one guest; who has confirmed is not changed by whoever types their address', async ({ db }) => {
  const living = await livingCalendar(db)
  const stranger = living.ctx(null)
  const id = await openEvent(living)
  await askAsGuest(stranger, visit, { ...typed, name: 'Lindi', id })
  await askAsGuest(stranger, visit, { ...typed, id })
  const [first] = await lettersTo(stranger, 'lindiwe@example.org')
  await answerAsGuest(stranger, { token: first!.token, answer: 'no' })
  await askAsGuest(stranger, visit, { ...typed, name: 'Mallory', id })
  const letters = await lettersTo(stranger, 'lindiwe@example.org')
  expect(new Set(letters.map(({ token }) => token)).size).toBe(1)
  expect(await guestPage(stranger, { token: first!.token })).toMatchObject({ name: 'Lindiwe Dube', answer: 'no' })
})

test('who types a member’s address gets the same answer, and the member a letter that leads to the event', async ({
  db,
}) => {
  const living = await livingCalendar(db)
  const id = await openEvent(living)
  expect(await askAsGuest(living.ctx(null), visit, { ...typed, email: 'amina@example.org', id })).toEqual({
    email: 'amina@example.org',
  })
  expect(await db.selectFrom('guest').select('id').execute()).toEqual([])
  expect(await lettersTo(living.ctx(null), 'amina@example.org')).toMatchObject([{ kind: 'guest-is-member' }])
})

test('guests are for public events that say so, agree first, and ask in time', async ({ db }) => {
  const living = await livingCalendar(db)
  const ask = (id: string, more: object = {}, ctx = living.ctx(null)) =>
    askAsGuest(ctx, visit, { ...typed, id, ...more })
  const closed = await living.plan({ public: true })
  await expect(ask(closed)).rejects.toMatchObject({ code: 'sign-in-needed' })
  await expect(ask(await openEvent(living, { public: false }))).rejects.toMatchObject({ kind: 'not-found' })
  const id = await openEvent(living)
  await expect(ask(id, { consent: '' })).rejects.toMatchObject({ issues: [{ path: ['consent'] }] })
  await expect(ask(id, { email: 'nobody' })).rejects.toMatchObject({ issues: [{ path: ['email'] }] })
  await expect(ask(id, {}, living.ctx('amina'))).rejects.toMatchObject({ code: 'registration.come-as-guest' })
  await expect(ask(id, {}, living.during(null))).rejects.toMatchObject({ code: 'events.has-begun' })
  expect(await ask(id, {}, living.ctx('joseph'))).toEqual({ email: 'lindiwe@example.org' })
})

test('nobody makes us write to an address for ever', async ({ db }) => {
  const living = await livingCalendar(db)
  const id = await openEvent(living)
  for (let n = 0; n < 5; n++) await askAsGuest(living.ctx(null), visit, { ...typed, id })
  await expect(askAsGuest(living.ctx(null), visit, { ...typed, id })).rejects.toMatchObject({ kind: 'too-many' })
})

test('members and guests fill the same places, and wait in one queue', async ({ db }) => {
  const living = await livingCalendar(db)
  const stranger = living.ctx(null)
  const id = await openEvent(living, { capacity: 1 })
  await rsvp(living.ctx('amina'), { id, answer: 'yes' })
  await askAsGuest(stranger, visit, { ...typed, id })
  const [letter] = await lettersTo(stranger, 'lindiwe@example.org')
  const token = letter!.token
  await expect(answerAsGuest(stranger, { token, answer: 'yes' })).rejects.toMatchObject({ code: 'events.full' })
  expect(await rsvp(living.ctx('kagiso'), { id, answer: 'waiting' })).toEqual({ answer: 'waiting' })
  const later = living.ctx(null, { at: stranger.now.add({ minutes: 1 }) })
  expect(await answerAsGuest(later, { token, answer: 'waiting' })).toEqual({ answer: 'waiting' })
  expect(await guestPage(stranger, { token })).toMatchObject({ queue: 2 })
  await rsvp(living.ctx('amina'), { id, answer: 'no' })
  expect(await eventPage(living.ctx('kagiso'), { id })).toMatchObject({ answer: 'offered', coming: 0 })
  expect(await guestPage(stranger, { token })).toMatchObject({ queue: 1, answer: 'waiting' })
  // The place that is offered is nobody else's.
  await expect(rsvp(living.ctx('amina'), { id, answer: 'yes' })).rejects.toMatchObject({ code: 'events.full' })
  await rsvp(living.ctx('kagiso'), { id, answer: 'no' })
  expect(await guestPage(stranger, { token })).toMatchObject({ answer: 'offered' })
  await answerAsGuest(stranger, { token, answer: 'yes' })
  expect(await eventPage(stranger, { id })).toMatchObject({ coming: 1, capacity: 1 })
})
