import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, type LivingCalendar } from '#tests/support/events.ts'
import { arrangeAgenda, chooseSession, programme, removeSession, rsvp, sessionsToEdit, setSession } from '../index.ts'
import { sessionClashes } from './clashes.ts'

/** A retreat with two sessions side by side in its second part. */
async function retreat(living: LivingCalendar, capacity?: number) {
  const { ctx, plan } = living
  const id = await plan({ format: 'annual-retreat', place: 'room', place_text: 'Marula Lodge' })
  const [, part] = (await sessionsToEdit(ctx('nomsa'), { id })).parts
  const set = async (title: string, more = {}) =>
    (await setSession.run(ctx('nomsa'), { id, segment: part!.id, title, room: title, ...more })).session
  const sessions = { quality: await set('Data quality', { capacity }), stories: await set('Stories') }
  return { id, part: part!.id, sessions, set }
}

test('whoever comes chooses one session in a slot, changes their mind, and sees it in their programme', async ({
  db,
}) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { id, part, sessions } = await retreat(living)
  await expect(chooseSession.run(ctx('amina'), { id, segment: part, session: sessions.quality })).rejects.toMatchObject(
    {
      code: 'sessions.say-yes-first',
    },
  )
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await chooseSession.run(ctx('amina'), { id, segment: part, session: sessions.quality })
  await chooseSession.run(ctx('amina'), { id, segment: part, session: sessions.stories })
  await chooseSession.run(ctx('amina'), { id, segment: part, session: sessions.stories })
  const slot = (await programme(ctx('amina'), { id })).slots.find((each) => each.id === part)!
  expect(slot.sessions.map(({ title, taken, mine }) => [title, taken, mine])).toEqual([
    ['Data quality', 0, false],
    ['Stories', 1, true],
  ])
  await chooseSession.run(ctx('amina'), { id, segment: part, session: '' })
  expect((await programme(ctx('amina'), { id })).slots.find((each) => each.id === part)!.sessions[1]!.taken).toBe(0)
})

test('the last place in a session is given once', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { id, part, sessions } = await retreat(living, 1)
  for (const name of ['amina', 'kagiso'] as const) await rsvp(ctx(name), { id, answer: 'yes' })
  const choose = (name: 'amina' | 'kagiso') =>
    chooseSession.run(ctx(name), { id, segment: part, session: sessions.quality })
  await choose('amina')
  await expect(choose('kagiso')).rejects.toMatchObject({ code: 'sessions.full' })
})

test('a session without its one place is free again after its holder stays away', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { id, part, sessions } = await retreat(living, 1)
  for (const name of ['amina', 'kagiso'] as const) await rsvp(ctx(name), { id, answer: 'yes' })
  await chooseSession.run(ctx('amina'), { id, segment: part, session: sessions.quality })
  await rsvp(ctx('amina'), { id, answer: 'no' })
  await chooseSession.run(ctx('kagiso'), { id, segment: part, session: sessions.quality })
})

test('fewer places than are taken are refused; a session that goes lets its people choose anew', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { id, part, sessions } = await retreat(living)
  for (const name of ['amina', 'kagiso'] as const) {
    await rsvp(ctx(name), { id, answer: 'yes' })
    await chooseSession.run(ctx(name), { id, segment: part, session: sessions.quality })
  }
  await expect(
    setSession.run(ctx('nomsa'), { id, segment: part, session: sessions.quality, title: 'Data quality', capacity: 1 }),
  ).rejects.toMatchObject({ issues: [{ path: ['capacity'], code: 'sessions.capacity-below' }] })
  await removeSession.run(ctx('nomsa'), { id, session: sessions.quality })
  await chooseSession.run(ctx('amina'), { id, segment: part, session: sessions.stories })
})

test('a part with sessions is moved with them, and is not taken away under them', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { id, part } = await retreat(living)
  await arrangeAgenda.run(ctx('nomsa'), { id, up: part })
  const [first] = (await programme(ctx('nomsa'), { id })).slots
  expect([first!.id, first!.sessions.length]).toEqual([part, 2])
  await expect(arrangeAgenda.run(ctx('nomsa'), { id, remove: part })).rejects.toMatchObject({
    code: 'sessions.has-sessions',
  })
})

test('what clashes is said: one who leads two sessions, one room for two, fewer places than people', () => {
  const session = { segment_id: 'a', leader_id: null, leader: null, capacity: null, room: null }
  const parts = [{ id: 'a', title: 'Work' }, { id: 'b', title: 'More' }] // prettier-ignore
  expect(
    sessionClashes(
      parts,
      [
        { ...session, title: 'One', leader_id: 'x', leader: 'Amina', room: 'Hall', capacity: 5 },
        { ...session, title: 'Two', leader_id: 'x', leader: 'Amina', room: ' hall', capacity: 5 },
        { ...session, segment_id: 'b', title: 'Three', leader_id: 'x' },
      ],
      20,
    ),
  ).toEqual([
    { kind: 'two-here', who: 'Amina', what: 'One', other: 'Two' },
    { kind: 'room-twice', room: 'Hall', what: 'One', other: 'Two' },
    { kind: 'few-places', part: 'Work', places: 10, coming: 20 },
    { kind: 'alone', what: 'Three' },
  ])
})

test('links of sessions are for those who come, and planning them for whoever holds the event', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { id, part, sessions, set } = await retreat(living)
  await set('Online', { link: 'https://meet.example.org/b' })
  const linkFor = async (name: 'amina' | 'kagiso') =>
    (await programme(ctx(name), { id })).slots.flatMap((slot) => slot.sessions.map(({ link }) => link)).find(Boolean)
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  expect([await linkFor('amina'), await linkFor('kagiso')]).toEqual(['https://meet.example.org/b', undefined])
  for (const attempt of [
    setSession.run(ctx('kagiso'), { id, segment: part, title: 'Mine' }),
    removeSession.run(ctx('kagiso'), { id, session: sessions.stories }),
    sessionsToEdit(ctx('kagiso'), { id }),
    chooseSession.run(ctx('joseph'), { id, segment: part, session: sessions.stories }),
    chooseSession.run(ctx(null), { id, segment: part, session: sessions.stories }),
    programme(ctx(null), { id }),
  ])
    await expect(attempt).rejects.toMatchObject({ kind: expect.stringMatching(/not-found|not-allowed/) })
})
