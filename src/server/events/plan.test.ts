import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { calendar, cancelEvent, changeEvent, eventPage, formats, planEvent, rsvp } from './index.ts'

const session = { format: 'monthly-learning-session', title: 'Sampling on the road', date: '2026-04-09', time: '13:00' }

test('an event planned from a format has its agenda, cut to the length that was asked for', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const { id } = await planEvent.run(ctx('nomsa'), { ...session, minutes: '60', place_link: '', capacity: '' })
  const page = await eventPage(ctx('amina'), { id })
  expect(page).toMatchObject({
    starts_at: '2026-04-09T11:00:00Z',
    ends_at: '2026-04-09T12:00:00Z',
    zone: 'Africa/Johannesburg',
    class: 'cop-meeting',
    place: 'online',
  })
  expect(page.parts.map(({ minutes }) => minutes).reduce((a, b) => a + b)).toBe(60)
  expect(page.parts[0]).toMatchObject({ title: 'Arrive and check-in', at: '2026-04-09T11:00:00Z', together: true })
  expect(page.interactive).toBeGreaterThan(0.7)
})

test('every problem of a form is named at once, beside its field', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const refused = planEvent.run(ctx('nomsa'), {
    format: 'webinar',
    title: '',
    date: '2026-02-30',
    time: '25:00',
    minutes: '2',
    place_link: 'javascript:alert(1)',
  })
  await expect(refused).rejects.toMatchObject({ code: 'input' })
  const issues = await refused.catch((error: { issues: { path: string[] }[] }) =>
    error.issues.map(({ path }) => path.join('.')),
  )
  expect(new Set(issues as string[])).toEqual(new Set(['title', 'date', 'time', 'minutes', 'place_link']))
})

test.for([
  ['a date that has passed', { date: '2026-03-04' }, 'date', 'events.past'],
  ['a meeting of thirty hours', { minutes: 1800 }, 'minutes', 'events.too-long'],
  [
    'an agenda that is longer than the meeting',
    { minutes: 60, agenda: [{ minutes: 90, title: 'Talk', mode: 'plenary-presentation', lead: 'speaker' }] },
    'agenda',
    'events.agenda-sum',
  ],
  [
    'an agenda of one minute',
    { agenda: [{ minutes: 1, title: 'Talk', mode: 'plenary-presentation', lead: 'speaker' }] },
    'minutes',
    'events.too-short',
  ],
  ['a day that no calendar has', { date: '+275760-09-13' }, 'date', 'field.day'],
  ['a format that is not there', { format: 'seance' }, 'format', 'events.format'],
  ['a circle that is not there', { circle: 'inner-sanctum' }, 'circle', 'events.circle'],
] as const)('%s is refused with what to do', async ([, wrong, field, code], { db }) => {
  const { ctx } = await livingCalendar(db)
  await expect(planEvent(ctx('nomsa'), { ...session, ...wrong } as typeof session)).rejects.toMatchObject({
    issues: [{ path: [field], code }],
  })
})

test('an agenda without parts is none: the event is as long as its format has it, and stays as long', async ({
  db,
}) => {
  const { ctx } = await livingCalendar(db)
  const { id } = await planEvent(ctx('nomsa'), { ...session, agenda: [] })
  const { parts, minutes } = await eventPage(ctx('amina'), { id })
  expect(parts.length).toBeGreaterThan(0)
  await changeEvent(ctx('nomsa'), { id, agenda: [] })
  expect((await eventPage(ctx('amina'), { id })).minutes).toBe(minutes)
})

test('stewards and facilitators plan; members, strangers and people of other communities do not', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  for (const name of ['nomsa', 'sipho', 'zanele', 'ruth'] as const) await planEvent(ctx(name), session)
  for (const name of ['amina', 'kagiso', 'johan', 'joseph', 'grace', 'pieter'] as const) {
    await expect(planEvent(ctx(name), session)).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(formats(ctx(name), {})).rejects.toMatchObject({ kind: 'not-allowed' })
  }
  await expect(planEvent(ctx(null), session)).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test('a CoP meeting with hub panel is for everybody and counts towards what the hub promised', async ({ db }) => {
  const { ctx, circles } = await livingCalendar(db)
  const { id } = await planEvent(ctx('nomsa'), { ...session, format: 'cop-meeting-with-panel' })
  const row = await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ circle_id: null, promise_circle_id: circles['mel-hub'].id, by_hand: true })
  const { id: webinar } = await planEvent(ctx('nomsa'), { ...session, format: 'webinar' })
  expect(
    await db.selectFrom('event').select('promise_circle_id').where('id', '=', webinar).executeTakeFirstOrThrow(),
  ).toEqual({ promise_circle_id: null })
})

test('what may leave the room follows from who meets and how', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const of = async (more: object) =>
    (await eventPage(ctx('amina'), await planEvent(ctx('nomsa'), { ...session, ...more }))).confidence
  expect(await of({})).toBe('open')
  expect(await of({ format: 'peer-clinic' })).toBe('learned-leaves')
  expect(await of({ circle: 'mel-hub' })).toBe('learned-leaves')
  expect(await of({ format: 'case-clinic' })).toBe('nothing-leaves')
})

test('a retreat of two days is one event that ends on the second', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const { id } = await planEvent(ctx('nomsa'), {
    ...session,
    format: 'annual-retreat',
    time: '09:00',
    place: 'room',
    place_text: 'Marula Lodge, Polokwane',
  })
  const page = await eventPage(ctx('amina'), { id })
  expect(page).toMatchObject({
    days: 2,
    minutes: 900,
    starts_at: '2026-04-09T07:00:00Z',
    ends_at: '2026-04-10T14:00:00Z',
  })
  expect(page.parts.find(({ day }) => day === 2)!.at).toBe('2026-04-10T07:00:00Z')
})

test('moving an event recomputes its moments, counts the change and remembers where it first stood', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  expect(await changeEvent.run(ctx('nomsa'), { id, date: '2026-03-19', time: '14:30' })).toEqual({
    changed: ['wall_start', 'starts_at', 'ends_at'],
  })
  expect(await eventPage(ctx('amina'), { id })).toMatchObject({
    starts_at: '2026-03-19T12:30:00Z',
    ends_at: '2026-03-19T14:00:00Z',
    sequence: 1,
  })
  await changeEvent(ctx('nomsa'), { id, zone: 'America/New_York' })
  const row = await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect([row.starts_at, row.first_starts_at].map(String)).toEqual(['2026-03-19T18:30:00Z', '2026-03-12T11:00:00Z'])
})

test('a form that changes nothing changes nothing: no count, no fact, no mail', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ summary: 'Bring your own endline.' })
  const same = {
    id,
    sequence: '0',
    title: 'Reading gains when learners move',
    summary: 'Bring your own endline.',
    date: '2026-03-12',
    time: '13:00',
    zone: 'Africa/Johannesburg',
    minutes: '90',
    circle: '',
    public: 'false',
    capacity: '',
    place: 'online',
    place_link: 'https://meet.example.org/thuto',
    place_text: '',
  }
  expect(await changeEvent.run(ctx('nomsa'), same)).toEqual({ changed: [] })
  expect(await db.selectFrom('fact').select('id').where('kind', '=', 'event.changed').execute()).toEqual([])
})

test('a shorter event has a shorter agenda, and whoever leads a part still leads it', async ({ db }) => {
  const { ctx, member, plan } = await livingCalendar(db)
  const id = await plan()
  await db
    .updateTable('segment')
    .set({ leader_id: member.amina })
    .where('event_id', '=', id)
    .where('position', '=', 4)
    .execute()
  await changeEvent(ctx('nomsa'), { id, minutes: 60 })
  const { parts } = await eventPage(ctx('nomsa'), { id })
  expect(parts.map(({ minutes }) => minutes).reduce((a, b) => a + b)).toBe(60)
  expect(parts[3]).toMatchObject({ title: 'Practice input', leader: { name: 'Amina Otieno' } })
})

test('two who change the same event at once: the second is told, and nothing of the first is lost', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await changeEvent(ctx('nomsa'), { id, sequence: 0, title: 'Reading gains, and who is gone' })
  await expect(changeEvent(ctx('sipho'), { id, sequence: 0, title: 'Something else' })).rejects.toMatchObject({
    code: 'events.changed-meanwhile',
  })
  expect(await eventPage(ctx('nomsa'), { id })).toMatchObject({ title: 'Reading gains, and who is gone' })
})

test('there cannot be fewer places than people who have said yes', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('kagiso'), { id, answer: 'yes' })
  await expect(changeEvent(ctx('nomsa'), { id, capacity: 1 })).rejects.toMatchObject({
    issues: [{ path: ['capacity'], code: 'events.capacity-below', params: { coming: 2 } }],
  })
})

test('an event that was called off keeps its place in the calendar with the reason, and is changed no more', async ({
  db,
}) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await expect(cancelEvent.run(ctx('nomsa'), { id, reason: ' ' })).rejects.toMatchObject({ code: 'input' })
  await cancelEvent(ctx('nomsa'), { id, reason: 'No electricity in three provinces.' })
  expect(await eventPage(ctx('amina'), { id })).toMatchObject({
    state: 'cancelled',
    cancel_reason: 'No electricity in three provinces.',
    sequence: 1,
    may: { answer: false, change: false },
  })
  expect((await calendar(ctx('amina'), {})).items).toMatchObject([{ id, state: 'cancelled' }])
  await expect(changeEvent(ctx('nomsa'), { id, title: 'Again' })).rejects.toMatchObject({ code: 'events.cancelled' })
})

test('whoever is named to facilitate an event may change it; another member may not', async ({ db }) => {
  const { ctx, member, plan } = await livingCalendar(db)
  const id = await plan({ facilitator: member.kagiso })
  await changeEvent(ctx('kagiso'), { id, title: 'Reading gains, and who is gone' })
  await expect(changeEvent(ctx('amina'), { id, title: 'Mine' })).rejects.toMatchObject({ code: 'events.hold' })
  await expect(cancelEvent(ctx('amina'), { id, reason: 'no' })).rejects.toMatchObject({ code: 'events.hold' })
})
