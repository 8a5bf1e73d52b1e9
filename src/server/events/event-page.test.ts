import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { countQueries } from '../foundations/db/index.ts'
import { calendar, eventFile, eventFilters, eventPage, openEventPage, rsvp, unanswered, upcomingOpen } from './index.ts'

test('a visitor sees of a public event what it is and when, but no name and no way in', async ({ db }) => {
  const { ctx, member, plan } = await livingCalendar(db)
  const id = await plan({ public: true, facilitator: member.sipho })
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  const page = await eventPage(ctx(null), { id })
  expect(page).toMatchObject({
    title: 'Reading gains when learners move',
    coming: 1,
    people: [],
    facilitator: null,
    place_link: null,
    has_way_in: true,
  })
  expect(page.may).toEqual({
    answer: false,
    checkIn: false,
    comeAsGuest: false,
    runRoom: false,
    seeAnswers: false,
    seePeople: false,
    tendBrief: false,
    change: false,
    markAttendance: false,
    wayIn: false,
  })
  expect(JSON.stringify(page)).not.toMatch(/Amina|Sipho|meet\.example/)
  expect((await eventFile(ctx(null), { id })).text).not.toMatch(/meet\.example/)
})

test('the way in is for members who say yes or perhaps, and for whoever holds the event', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const link = async (name: 'amina' | 'nomsa') => (await eventPage(ctx(name), { id })).place_link
  expect(await link('nomsa')).toBe('https://meet.example.org/thuto')
  expect(await link('amina')).toBeNull()
  for (const [answer, expected] of [
    ['yes', 'https://meet.example.org/thuto'],
    ['no', null],
    ['maybe', 'https://meet.example.org/thuto'],
  ] as const) {
    await rsvp(ctx('amina'), { id, answer })
    expect(await link('amina')).toBe(expected)
    expect((await eventFile(ctx('amina'), { id })).text.includes('meet.example')).toBe(expected !== null)
  }
})

test('a number to dial is kept like a link', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ place: 'phone', place_link: undefined, place_text: '+27 11 555 0199' })
  expect(await eventPage(ctx('amina'), { id })).toMatchObject({ place_text: null, has_way_in: true })
  expect((await eventFile(ctx('amina'), { id })).text).not.toContain('0199')
  await rsvp(ctx('amina'), { id, answer: 'maybe' })
  expect(await eventPage(ctx('amina'), { id })).toMatchObject({ place_text: '+27 11 555 0199' })
})

test('an event of the hub is there for the hub and for stewards, and for nobody else: page, lists and file', async ({
  db,
}) => {
  const { ctx, circles, plan } = await livingCalendar(db)
  const id = await plan({ circle: circles['mel-hub'].id, title: 'What the hub thinks' })
  for (const name of ['amina', 'nomsa', 'ruth'] as const) {
    expect(await eventPage(ctx(name), { id })).toMatchObject({ circle: 'MEL hub' })
    expect((await calendar(ctx(name), {})).items).toHaveLength(1)
  }
  for (const name of ['kagiso', 'fatou', 'grace', 'joseph', 'pieter', null] as const) {
    await expect(eventPage(ctx(name), { id })).rejects.toMatchObject({ kind: 'not-found' })
    await expect(eventFile(ctx(name), { id })).rejects.toMatchObject({ kind: 'not-found' })
    for (const asked of [{}, { list: 'past' }, { month: '2026-03' }, { circle: 'mel-hub' }] as const) {
      expect((await calendar(ctx(name), asked)).items).toEqual([])
    }
    expect(await upcomingOpen(ctx(name), {})).toEqual([])
    expect((await eventFilters(ctx(name), {})).formats).toEqual([])
  }
})

test('public events of a community that does not list itself are not shown to strangers', async ({ db }) => {
  const { ctx, community, plan } = await livingCalendar(db)
  const id = await plan({ public: true })
  expect(await upcomingOpen(ctx(null), {})).toMatchObject([{ id, at: '2026-03-12T11:00:00Z' }])
  await db.updateTable('community').set({ is_listed: false }).where('id', '=', community.id).execute()
  expect(await upcomingOpen(ctx(null), {})).toEqual([])
  await expect(eventPage(ctx(null), { id })).rejects.toMatchObject({ kind: 'not-found' })
  expect(await eventPage(ctx('kagiso'), { id })).toMatchObject({ id })
})

test('an id that is none, and an event of another community, are not found', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  for (const wrong of ['1', 'new', '../..', "' or 1=1"])
    await expect(eventPage(ctx('amina'), { id: wrong })).rejects.toMatchObject({ kind: 'not-found' })
  await expect(eventPage(ctx('joseph', { in: 'maji' }), { id })).rejects.toMatchObject({ kind: 'not-found' })
})

test('who comes is told by name, newcomers as such, and how many perhaps', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('kagiso'), { id, answer: 'yes' })
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('fatou'), { id, answer: 'maybe' })
  const page = await eventPage(ctx('johan'), { id })
  expect(page.people).toMatchObject([
    { name: 'Amina Otieno', organisation: 'Elimu Trust', is_new: true },
    { name: 'Kagiso Molefe' },
  ])
  expect(page).toMatchObject({ coming: 2, maybe: 1 })
})

test('a page costs one statement, two where something was promised, and one more on the first look of the day', async ({
  db,
}) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const promised = await plan({ format: 'cop-meeting-with-panel' })
  const cost = async (work: () => Promise<unknown>) =>
    (await countQueries(work)).queries.filter((sql) => /^\s*(select|with|insert|update|delete)/i.test(sql)).length
  expect(await cost(() => eventPage(ctx('kagiso'), { id }))).toBe(1)
  expect(await cost(() => eventPage(ctx('amina'), { id: promised }))).toBe(2)
  expect(await cost(() => openEventPage(ctx('amina'), { id: promised }))).toBe(3)
  expect(await cost(() => openEventPage(ctx('amina'), { id: promised }))).toBe(2)
  expect(await cost(() => calendar(ctx('amina'), {}))).toBe(1)
})

test('reading an event is participation: noted once a day for a member, never for a visitor', async ({ db }) => {
  const { ctx, member, plan } = await livingCalendar(db)
  const id = await plan({ public: true })
  for (const name of ['amina', 'amina', null, 'grace'] as const) await openEventPage(ctx(name), { id })
  const facts = await db.selectFrom('fact').select('member_id').where('kind', '=', 'event.read').execute()
  expect(facts).toEqual([{ member_id: member.amina }])
})

test('what waits for a member is what is next and not answered', async ({ db }) => {
  const { ctx, circles, plan } = await livingCalendar(db)
  const next = await plan()
  await plan({ date: '2026-05-14' })
  const hub = await plan({ date: '2026-03-10', circle: circles['mel-hub'].id })
  expect((await unanswered(ctx('amina'), {})).map(({ id }) => id)).toEqual([hub, next])
  expect((await unanswered(ctx('kagiso'), {})).map(({ id }) => id)).toEqual([next])
  await rsvp(ctx('amina'), { id: hub, answer: 'no' })
  expect((await unanswered(ctx('amina'), {})).map(({ id }) => id)).toEqual([next])
})
