import { expect } from 'vitest'
import { freshDatabase, test } from '#tests/support/database.ts'
import { crowdIn } from '#tests/support/crowd.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { newestFact } from '#tests/support/reacting.ts'
import type { Ctx } from '../../ctx.ts'
import { openDatabase } from '../../foundations/db/index.ts'
import {
  answerFor,
  answerOffer,
  changeEvent,
  eventPage,
  eventsToPassOn,
  givePlace,
  mailAnsweredFor,
  mailOffer,
  mailOfferEnded,
  mailPlaceGiven,
  offerPage,
  passPlacesOn,
  rsvp,
  withdraw,
} from '../index.ts'
import { offerUntil } from './waiting-list.ts'

const at = (ctx: Ctx, minutes: number): Ctx => ({ ...ctx, now: ctx.now.add({ minutes }) })

test('an offer stands for a day, close to the event for half of what is left, and none is made in the last half hour', () => {
  const now = Temporal.Instant.from('2026-03-05T08:00:00Z')
  const until = (minutes: number) => offerUntil(now, now.add({ minutes }))?.since(now).total('minutes') ?? null
  expect([until(10_000), until(2_880), until(600), until(31), until(30), until(-5)]).toEqual([
    1440,
    1440,
    300,
    15,
    null,
    null,
  ])
})

test('who waits longest is offered the place that becomes free, and nobody else can take it', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ capacity: 1 })
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  expect(await rsvp(ctx('kagiso'), { id, answer: 'waiting' })).toEqual({ answer: 'waiting' })
  await rsvp(at(ctx('sipho'), 1), { id, answer: 'waiting' })
  expect(await eventPage(ctx('sipho'), { id })).toMatchObject({ answer: 'waiting', queue: 2, left: 0 })
  await withdraw(at(ctx('amina'), 2), { id })
  expect(await eventPage(ctx('kagiso'), { id })).toMatchObject({
    answer: 'offered',
    coming: 0,
    left: 0,
    place_link: null,
    offer_until: '2026-03-06T08:02:00Z',
  })
  expect(await eventPage(ctx('sipho'), { id })).toMatchObject({ answer: 'waiting', queue: 1 })
  await expect(rsvp(ctx('amina'), { id, answer: 'yes' })).rejects.toMatchObject({ code: 'events.full' })
  await rsvp(at(ctx('kagiso'), 3), { id, answer: 'yes' })
  expect(await eventPage(ctx('kagiso'), { id })).toMatchObject({ answer: 'yes', coming: 1, queue: null })
})

test('a place is there at once for who asks to wait where there is one', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ capacity: 1 })
  expect(await rsvp(ctx('amina'), { id, answer: 'waiting' })).toEqual({ answer: 'yes' })
})

test('an offer that nobody takes goes on, and whoever missed it is off the list and told', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ capacity: 1 })
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('kagiso'), { id, answer: 'waiting' })
  await rsvp(at(ctx('sipho'), 1), { id, answer: 'waiting' })
  await rsvp(ctx('amina'), { id, answer: 'no' })
  const later = at(ctx(null), 24 * 60 + 1)
  expect(await eventsToPassOn(at(ctx(null), 60))).toEqual([])
  expect((await eventsToPassOn(later)).map(({ event }) => event)).toEqual([id])
  await passPlacesOn(later, id)
  expect(await eventPage(ctx('kagiso'), { id })).toMatchObject({ answer: null })
  expect(await eventPage(ctx('sipho'), { id })).toMatchObject({ answer: 'offered' })
  expect(await eventsToPassOn(later)).toEqual([])
  const fact = await newestFact(later, 'event.offer-ended')
  await mailOfferEnded(later, fact)
  await mailOfferEnded(later, fact)
  const letters = await db.selectFrom('mail').select(['to_address', 'subject']).execute()
  expect(letters).toEqual([
    { to_address: 'kagiso@example.org', subject: 'The place was passed on: Reading gains when learners move' },
  ])
})

test('the letter of an offer leads to a page that takes it without signing in, for that offer alone', async ({
  db,
}) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ capacity: 1 })
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('kagiso'), { id, answer: 'waiting' })
  await withdraw(ctx('amina'), { id })
  await mailOffer(ctx(null), await newestFact(ctx(null), 'event.place-offered'))
  const { text } = await db.selectFrom('mail').select('text').executeTakeFirstOrThrow()
  const token = /\/place\/([\w.-]+)/.exec(text)![1]!
  expect(await offerPage(ctx(null), { id, token })).toMatchObject({ until: '2026-03-06T08:00:00Z' })
  const forged = token.slice(0, -3) + (token.endsWith('AAA') ? 'BBB' : 'AAA')
  await expect(answerOffer(ctx(null), { id, token: forged, answer: 'yes' })).rejects.toMatchObject({
    kind: 'not-found',
  })
  await answerOffer(ctx(null), { id, token, answer: 'yes' })
  expect(await eventPage(ctx('kagiso'), { id })).toMatchObject({ answer: 'yes', answered_by: null })
  await expect(answerOffer(ctx(null), { id, token, answer: 'no' })).rejects.toMatchObject({
    code: 'registration.offer-over',
  })
})

test('more places are offered in the same breath, and there are never fewer than are taken or offered', async ({
  db,
}) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ capacity: 1 })
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('kagiso'), { id, answer: 'waiting' })
  await rsvp(at(ctx('sipho'), 1), { id, answer: 'waiting' })
  await changeEvent(ctx('nomsa'), { id, capacity: 2 })
  expect(await eventPage(ctx('kagiso'), { id })).toMatchObject({ answer: 'offered' })
  expect(await eventPage(ctx('sipho'), { id })).toMatchObject({ answer: 'waiting' })
  await expect(changeEvent(ctx('nomsa'), { id, capacity: 1 })).rejects.toMatchObject({
    issues: [{ path: ['capacity'], code: 'events.capacity-below', params: { coming: 2 } }],
  })
  await changeEvent(ctx('nomsa'), { id, capacity: null })
  expect(await eventPage(ctx('sipho'), { id })).toMatchObject({ answer: 'offered', left: null })
})

test('room and online have places of their own', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ place: 'hybrid', place_text: 'Room 4', capacity: 1, online_capacity: 1 })
  await rsvp(ctx('amina'), { id, answer: 'yes', mode: 'room' })
  await expect(rsvp(ctx('kagiso'), { id, answer: 'yes', mode: 'room' })).rejects.toMatchObject({ code: 'events.full' })
  expect(await rsvp(ctx('kagiso'), { id, answer: 'yes', mode: 'online' })).toEqual({ answer: 'yes', mode: 'online' })
  await rsvp(ctx('sipho'), { id, answer: 'waiting', mode: 'room' })
  await withdraw(ctx('kagiso'), { id })
  expect(await eventPage(ctx('sipho'), { id })).toMatchObject({ answer: 'waiting', left_online: 1, left: 0 })
  await rsvp(ctx('amina'), { id, answer: 'yes', mode: 'online' })
  expect(await eventPage(ctx('sipho'), { id })).toMatchObject({ answer: 'offered', mode: 'room', coming_online: 1 })
  await rsvp(ctx('sipho'), { id, answer: 'yes' })
  // Becoming an event in one place makes one kind of place of them.
  await expect(changeEvent(ctx('nomsa'), { id, place: 'room', capacity: 1 })).rejects.toMatchObject({
    issues: [{ code: 'events.capacity-below' }],
  })
  await changeEvent(ctx('nomsa'), { id, place: 'room', capacity: 2 })
  expect(await eventPage(ctx('sipho'), { id })).toMatchObject({ mode: null, coming: 2, coming_online: 0, left: 0 })
})

test('whoever holds the event gives a place by hand, with a reason that is kept', async ({ db }) => {
  const { ctx, plan, member } = await livingCalendar(db)
  const id = await plan({ capacity: 1 })
  const { sipho } = member
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('kagiso'), { id, answer: 'waiting' })
  await rsvp(at(ctx('sipho'), 1), { id, answer: 'waiting' })
  const give = (name: 'nomsa' | 'amina', reason: string) => givePlace(ctx(name), { id, member: sipho, reason })
  await expect(give('amina', 'x')).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(give('nomsa', ' ')).rejects.toMatchObject({ kind: 'invalid' })
  await give('nomsa', 'He brings the case')
  expect(await eventPage(ctx('sipho'), { id })).toMatchObject({ answer: 'yes', coming: 2, capacity: 2 })
  expect(await eventPage(ctx('kagiso'), { id })).toMatchObject({ answer: 'waiting', queue: 1 })
  const fact = await newestFact(ctx(null), 'event.place-given')
  expect(fact).toMatchObject({ memberId: sipho, payload: { reason: 'He brings the case' } })
  await mailPlaceGiven(ctx(null), fact)
  expect(await db.selectFrom('mail').select('kind').execute()).toEqual([{ kind: 'place-given' }])
  await expect(givePlace(ctx('nomsa'), { id, member: sipho, reason: 'x' })).rejects.toMatchObject({
    code: 'registration.not-waiting',
  })
})

test('answering for somebody: they are told by whom, see it, and say otherwise; nobody else may', async ({ db }) => {
  const { ctx, plan, member } = await livingCalendar(db)
  const id = await plan()
  await expect(answerFor(ctx('kagiso'), { id, member: member.amina, answer: 'no' })).rejects.toMatchObject({
    kind: 'not-allowed',
  })
  await expect(answerFor(ctx('joseph'), { id, member: member.amina, answer: 'no' })).rejects.toMatchObject({
    kind: 'not-found',
  })
  await expect(answerFor(ctx('nomsa'), { id, answer: 'no' })).rejects.toMatchObject({ kind: 'invalid' })
  await answerFor(ctx('nomsa'), { id, member: member.amina, answer: 'yes' })
  expect(await eventPage(ctx('amina'), { id })).toMatchObject({ answer: 'yes', answered_by: 'Nomsa Dlamini' })
  await mailAnsweredFor(ctx(null), await newestFact(ctx(null), 'event.answered-for'))
  const letter = await db.selectFrom('mail').select(['to_address', 'subject']).executeTakeFirstOrThrow()
  expect(letter).toEqual({
    to_address: 'amina@example.org',
    subject: 'Nomsa Dlamini answered for you: Reading gains when learners move',
  })
  await rsvp(ctx('amina'), { id, answer: 'no' })
  expect(await eventPage(ctx('amina'), { id })).toMatchObject({ answer: 'no', answered_by: null })
})

test('a hundred people leave, wait, accept and come at once: never one too many, nobody forgotten', async () => {
  await using database = await freshDatabase()
  const db = openDatabase(database.url)
  const living = await livingCalendar(db)
  const id = await living.plan({ capacity: 10 })
  const as = await crowdIn(db, living, 100)
  const crowd = Array.from({ length: 100 }, (_, n) => n)
  for (let n = 0; n < 10; n++) await rsvp(as(n), { id, answer: 'yes' })
  await Promise.all(crowd.map((n) => (n < 10 ? null : rsvp(as(n), { id, answer: 'waiting' }))))
  // Those who have places leave while those who are offered them accept or decline, and late ones try to slip in.
  for (let round = 1; round <= 3; round++) {
    const done = await Promise.allSettled(
      crowd.flatMap((n) => [
        eventPage(as(n), { id }).then(({ answer }): Promise<unknown> | null =>
          answer === 'yes' && n % 2 === round % 2
            ? withdraw(as(n, round), { id })
            : answer === 'offered'
              ? rsvp(as(n, round), { id, answer: n % 5 === 0 ? 'no' : 'yes' })
              : answer === null
                ? rsvp(as(n, round), { id, answer: 'yes' })
                : null,
        ),
      ]),
    )
    const refused = done.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))
    expect(refused.filter((code) => code !== 'events.full')).toEqual([])
    const row = await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const given = await db.selectFrom('rsvp').select('answer').execute()
    const count = (answer: string) => given.filter((each) => each.answer === answer).length
    expect({ coming: row.coming, offered: row.offered }).toEqual({ coming: count('yes'), offered: count('offered') })
    expect(row.coming + row.offered).toBeLessThanOrEqual(10)
    // As long as somebody waits no place stands empty.
    if (count('waiting') > 0) expect(row.coming + row.offered).toBe(10)
  }
  await db.destroy()
})
