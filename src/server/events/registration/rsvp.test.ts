import { expect } from 'vitest'
import { freshDatabase, test } from '#tests/support/database.ts'
import { crowdIn } from '#tests/support/crowd.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import { openDatabase } from '../../foundations/db/index.ts'
import { cancelEvent, eventPage, rsvp, withdraw } from '../index.ts'

test('a member says yes, thinks again, and takes it back', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  for (const answer of ['yes', 'maybe', 'no', 'yes'] as const) {
    await rsvp(ctx('amina'), { id, answer })
    expect(await eventPage(ctx('amina'), { id })).toMatchObject({ answer, coming: answer === 'yes' ? 1 : 0 })
  }
  await withdraw(ctx('amina'), { id })
  expect(await eventPage(ctx('amina'), { id })).toMatchObject({ answer: null, coming: 0 })
  const facts = await db
    .selectFrom('fact')
    .select('payload')
    .where('kind', '=', 'event.answered')
    .orderBy('id')
    .execute()
  expect(facts.map(({ payload }) => (payload as { answer: unknown }).answer)).toEqual([
    'yes',
    'maybe',
    'no',
    'yes',
    null,
  ])
})

test('the same answer sent twice is one answer and one fact', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  expect(await eventPage(ctx('amina'), { id })).toMatchObject({ coming: 1 })
  expect(await db.selectFrom('fact').select('id').where('kind', '=', 'event.answered').execute()).toHaveLength(1)
})

test('when all places are taken the next one is told so, and gets in when somebody withdraws', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ capacity: 1 })
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await expect(rsvp(ctx('kagiso'), { id, answer: 'yes' })).rejects.toMatchObject({
    code: 'events.full',
    params: { capacity: 1 },
  })
  await rsvp(ctx('kagiso'), { id, answer: 'maybe' })
  await withdraw(ctx('amina'), { id })
  expect(await rsvp(ctx('kagiso'), { id, answer: 'yes' })).toEqual({ answer: 'yes' })
})

test('answers close when the event begins, and when it is called off', async ({ db }) => {
  const { ctx, during, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('amina', { at: sessionStart.subtract({ seconds: 1 }) }), { id, answer: 'yes' })
  await expect(rsvp(ctx('kagiso', { at: sessionStart }), { id, answer: 'yes' })).rejects.toMatchObject({
    code: 'events.has-begun',
  })
  await expect(withdraw(during('amina'), { id })).rejects.toMatchObject({ code: 'events.has-begun' })
  const other = await plan({ date: '2026-03-19' })
  await cancelEvent(ctx('nomsa'), { id: other, reason: 'The speaker is ill.' })
  await expect(rsvp(ctx('amina'), { id: other, answer: 'yes' })).rejects.toMatchObject({ code: 'events.cancelled' })
})

test('an event of the hub does not exist for the wider circle, for strangers, for other communities and for those who left', async ({
  db,
}) => {
  const { ctx, circles, plan } = await livingCalendar(db)
  const id = await plan({ circle: circles['mel-hub'].id })
  for (const name of ['kagiso', 'joseph', 'grace', 'pieter', null] as const) {
    await expect(rsvp(ctx(name), { id, answer: 'yes' })).rejects.toMatchObject({ kind: 'not-found' })
  }
  await expect(rsvp(ctx('joseph', { in: 'maji' }), { id, answer: 'yes' })).rejects.toMatchObject({ kind: 'not-found' })
  expect(await rsvp(ctx('amina'), { id, answer: 'yes' })).toEqual({ answer: 'yes' })
})

test('of a public event a stranger is led to sign in, and whoever is no member is told so', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ public: true })
  await expect(rsvp(ctx(null), { id, answer: 'yes' })).rejects.toMatchObject({ code: 'sign-in-needed' })
  await expect(rsvp(ctx('grace'), { id, answer: 'yes' })).rejects.toMatchObject({ code: 'members-only' })
  await expect(rsvp(ctx('pieter'), { id, answer: 'yes' })).rejects.toMatchObject({ kind: 'not-allowed' })
})

test('a hundred people at once for the last seven places: seven get in and the others are told', async () => {
  await using database = await freshDatabase()
  const db = openDatabase(database.url)
  const living = await livingCalendar(db)
  const id = await living.plan({ capacity: 7 })
  const as = await crowdIn(db, living, 100)
  const asked = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => rsvp(as(n), { id, answer: 'yes' })))
  const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason as { code: string }] : []))
  expect(asked.length - refused.length).toBe(7)
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['events.full']))
  expect(await eventPage(as(0), { id })).toMatchObject({ coming: 7, capacity: 7 })
  expect(await db.selectFrom('rsvp').select('member_id').where('answer', '=', 'yes').execute()).toHaveLength(7)
  expect(await db.selectFrom('fact').select('id').where('kind', '=', 'event.answered').execute()).toHaveLength(7)
  await db.destroy()
})
