import { describe, expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, type LivingCalendar } from '#tests/support/events.ts'
import type { Name } from '#tests/support/people.ts'
import { transaction } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { cancelEvent, changeEvent, eventFile, mailChange, rsvp } from '../index.ts'
import {
  changeSeries,
  endSeries,
  mailSeries,
  planSeries,
  previewSeriesChange,
  previewSeriesEnd,
  seriesPage,
  seriesToChange,
} from './index.ts'

/** The second Thursday of each month at 13:00 in Johannesburg, from April to September 2026. */
const asked = {
  format: 'monthly-learning-session',
  title: 'Evidence hour',
  date: '2026-04-01',
  time: '13:00',
  every: 'month',
  nth: '2',
  weekday: '4',
  until: '2026-09-30',
}

async function planned({ ctx }: LivingCalendar, more: Record<string, unknown> = {}) {
  const { id } = await planSeries.run(ctx('nomsa'), { ...asked, ...more })
  const events = async (series = id) =>
    ctx('nomsa').db.selectFrom('event').selectAll().where('series_id', '=', series).orderBy('starts_at').execute()
  const first = await events()
  return { id, events, at: (n: number) => first[n]!.id }
}
const walls = (rows: { wall_start: string; state: string }[]) =>
  rows.filter(({ state }) => state === 'planned').map(({ wall_start }) => wall_start.slice(5, 16))
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string; issues?: { code: string }[] }) => error.issues?.[0]?.code ?? error.code,
  )

describe('this and following', () => {
  test('is shown before it is done, splits the series, and leaves what was before', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { id, events, at } = await planned(calendar)
    const wanted = { event: at(3), scope: 'following', time: '15:00', minutes: '60' }
    const plan = await previewSeriesChange.run(calendar.ctx('nomsa'), wanted)
    expect(plan.steps.map(({ does, fields }) => [does, fields])).toEqual(
      Array.from({ length: 3 }, () => ['change', ['when', 'minutes']]),
    )
    expect(walls(await events())).toHaveLength(6)
    const { series } = await changeSeries.run(calendar.ctx('nomsa'), { ...wanted, seen: plan.seen })
    expect(series).not.toBe(id)
    expect(walls(await events())).toEqual(['04-09T13:00', '05-14T13:00', '06-11T13:00'])
    const rest = await events(series)
    expect(walls(rest)).toEqual(['07-09T15:00', '08-13T15:00', '09-10T15:00'])
    expect(rest.every(({ minutes, sequence, by_hand }) => minutes === 60 && sequence === 1 && !by_hand)).toBe(true)
    expect((await seriesPage(calendar.ctx('nomsa'), { id: series })).words).toBe(
      'second Thursday of the month, 15:00 in Johannesburg',
    )
    expect(await seriesPage(calendar.ctx('nomsa'), { id })).toMatchObject({ ends_on: '2026-07-08', is_ending: false })
  })

  test('from the first event on is the whole series, not another one', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { id, at } = await planned(calendar)
    const done = await changeSeries.run(calendar.ctx('nomsa'), { event: at(0), scope: 'following', time: '09:00' })
    expect(done).toEqual({ series: id, changed: 6, created: 0, cancelled: 0 })
  })
})

describe('all', () => {
  test('leaves what was held, called off or changed alone, unless asked, and titles that differ', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { events, at } = await planned(calendar)
    const nomsa = calendar.ctx('nomsa')
    await changeEvent.run(nomsa, { id: at(1), time: '10:00' })
    await cancelEvent.run(nomsa, { id: at(2), reason: 'Nobody can.' })
    const later = calendar.ctx('nomsa', { at: Temporal.Instant.from('2026-04-20T08:00:00Z') })
    const plan = await previewSeriesChange.run(later, {
      event: at(3),
      scope: 'all',
      time: '14:00',
      title: 'Evidence hour',
    })
    expect(plan.steps.map(({ does }) => does)).toEqual(['left', 'change', 'change', 'change'])
    await changeSeries.run(later, { event: at(3), scope: 'all', time: '14:00' })
    expect(walls(await events())).toEqual(['04-09T13:00', '05-14T10:00', '07-09T14:00', '08-13T14:00', '09-10T14:00'])
    await changeSeries.run(later, { event: at(3), scope: 'all', time: '16:00', by_hand: 'on' })
    expect(walls(await events()).slice(1)).toEqual(['05-14T16:00', '07-09T16:00', '08-13T16:00', '09-10T16:00'])
  })

  test('with another rule moves each event to the nearest new date, adds what is missing and calls off what is left over', async ({
    db,
  }) => {
    const calendar = await livingCalendar(db)
    const { events, at } = await planned(calendar)
    const nomsa = calendar.ctx('nomsa')
    const before = (await events()).map(({ id }) => id)
    await changeSeries.run(nomsa, { event: at(0), scope: 'all', every: 'month', nth: '1', weekday: '2' })
    const moved = await events()
    expect(walls(moved)).toEqual([
      '04-07T13:00',
      '05-05T13:00',
      '06-02T13:00',
      '07-07T13:00',
      '08-04T13:00',
      '09-01T13:00',
    ])
    expect(moved.map(({ id }) => id)).toEqual(before)

    const done = await changeSeries.run(nomsa, { event: at(0), scope: 'all', every: '2-weeks', weekday: '2' })
    expect(done.created).toBeGreaterThan(5)
    const often = (await events()).filter(({ state }) => state === 'planned')
    expect(new Set(often.map(({ wall_start }) => wall_start)).size).toBe(often.length)

    const seldom = await changeSeries.run(nomsa, {
      event: often[0]!.id,
      scope: 'all',
      every: 'quarter',
      nth: '1',
      weekday: '2',
    })
    expect(seldom.cancelled).toBe(often.length - 2)
    expect(walls(await events())).toEqual(['04-07T13:00', '07-07T13:00'])
  })

  test('with an earlier end calls off what comes after, with a later one adds dates', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { events, at } = await planned(calendar)
    const nomsa = calendar.ctx('nomsa')
    expect(await changeSeries.run(nomsa, { event: at(0), scope: 'all', until: '2026-11-30' })).toMatchObject({
      created: 2,
    })
    expect(await changeSeries.run(nomsa, { event: at(0), scope: 'all', until: '2026-06-30' })).toMatchObject({
      cancelled: 5,
    })
    expect(walls(await events())).toEqual(['04-09T13:00', '05-14T13:00', '06-11T13:00'])
    expect(await code(changeSeries.run(nomsa, { event: at(0), scope: 'all', until: '2030-01-01' }))).toBe(
      'series.too-long',
    )
  })

  test('may take turns between times, name who leads, and change place and circle', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { events, at } = await planned(calendar)
    await changeSeries.run(calendar.ctx('nomsa'), {
      event: at(0),
      scope: 'all',
      slots: ['08:00', '16:00'],
      facilitator: calendar.member.amina,
      place: 'room',
      place_text: 'Elimu House',
      circle: 'mel-hub',
    })
    const rows = await events()
    expect(rows.map(({ wall_start }) => wall_start.slice(11, 13))).toEqual(['08', '16', '08', '16', '08', '16'])
    expect(
      new Set(rows.map(({ facilitator_id, place_text, circle_id }) => [facilitator_id, place_text, circle_id].join())),
    ).toEqual(new Set([[calendar.member.amina, 'Elimu House', calendar.circles['mel-hub'].id].join()]))
  })
})

test('a form that sends everything as it was changes only what is otherwise', async ({ db }) => {
  const calendar = await livingCalendar(db)
  const quiet = [{ from: '2026-12-18', to: '2026-12-31', name: 'Year end' }]
  const { id, events, at } = await planned(calendar, {
    quiet,
    countries: 'ZA,KE',
    slots: '13:00, 16:00',
    circle: 'wider-circle',
  })
  const nomsa = calendar.ctx('nomsa')
  const { values, event } = await seriesToChange.run(nomsa, { series: id })
  const form = { ...values, countries: ['KE', 'ZA'], quiet, event: event.id }
  expect(await code(changeSeries.run(nomsa, { ...form, scope: 'all' }))).toBe('series.nothing-changed')
  await changeSeries.run(nomsa, { ...form, scope: 'this', place_text: 'Town hall' })
  expect((await events()).map(({ place_text }) => place_text)).toEqual(['Town hall', null, null, null, null, null])
  const row = await db.selectFrom('series').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ slots: ['13:00', '16:00'], ends_on: '2026-09-30' })
  expect(at(0)).toBe(event.id)
})

test('every second month stays in its months, also where the first event was moved past the day of the rule', async ({
  db,
}) => {
  const calendar = await livingCalendar(db)
  const quiet = [{ from: '2026-05-01', to: '2026-05-14' }]
  const rhythm = {
    every: '2-months',
    nth: '2',
    weekday: '3',
    date: '2026-03-09',
    until: '2026-12-31',
    quiet,
    on_closed: 'move',
  }
  const { id, events } = await planned(calendar, rhythm)
  const later = calendar.ctx('nomsa', { at: Temporal.Instant.from('2026-04-01T08:00:00Z') })
  const { values, event } = await seriesToChange.run(later, { series: id })
  const form = { ...values, countries: [], quiet, event: event.id, scope: 'all' }
  await changeSeries.run(later, { ...form, time: '10:00' })
  const days = ['03-11T13:00', '05-15T10:00', '07-08T10:00', '09-09T10:00', '11-11T10:00']
  expect(walls(await events())).toEqual(days)
  await changeSeries.run(later, { ...form, time: '10:00', weekday: '2' })
  expect(walls(await events()).slice(2)).toEqual(['07-14T10:00', '09-08T10:00', '11-10T10:00'])
})

test('this event alone is a change by hand, and has no rule', async ({ db }) => {
  const calendar = await livingCalendar(db)
  const { events, at } = await planned(calendar)
  await changeSeries.run(calendar.ctx('nomsa'), { event: at(1), scope: 'this', time: '09:00' })
  expect((await events()).map(({ by_hand }) => by_hand)).toEqual([false, true, false, false, false, false])
  const refused = changeSeries.run(calendar.ctx('nomsa'), { event: at(2), scope: 'this', every: 'week', weekday: '2' })
  expect(await code(refused)).toBe('series.rule-for-all')
})

test('changes that cannot be are refused whole', async ({ db }) => {
  const calendar = await livingCalendar(db)
  const { events, at } = await planned(calendar)
  const nomsa = calendar.ctx('nomsa')
  const all = { event: at(0), scope: 'all' }
  const before = JSON.stringify(await events())
  expect(await code(changeSeries.run(nomsa, { ...all, minutes: '1800' }))).toBe('events.too-long')
  expect(await code(changeSeries.run(nomsa, { ...all, title: 'Evidence hour' }))).toBe('series.nothing-changed')
  expect(await code(changeSeries.run(nomsa, { ...all, facilitator: calendar.person.grace }))).toBe('events.member')
  expect(await code(changeSeries.run(nomsa, { ...all, seen: 'something else', time: '09:00' }))).toBe(
    'series.changed-meanwhile',
  )
  expect(await code(changeSeries.run(nomsa, { ...all, place: 'writing', minutes: String(31 * 1440) }))).toBe(
    'series.overlaps-itself',
  )
  for (const [name, answer] of [
    ['amina', 'series.tend'],
    ['joseph', 'events.event'],
    [null, 'events.event'],
  ] as [Name | null, string][]) {
    expect(await code(changeSeries.run(calendar.ctx(name), { ...all, time: '09:00' }))).toBe(answer)
    expect(await code(endSeries.run(calendar.ctx(name), { ...all, reason: 'No.' }))).toBe(answer)
  }
  const alone = await calendar.plan()
  expect(await code(changeSeries.run(nomsa, { event: alone, scope: 'all', time: '09:00' }))).toBe('series.alone')
  expect(JSON.stringify(await events())).toBe(before)
})

describe('the mail', () => {
  test('about six events is one to each who said that they come, with a file for each of theirs', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { events, at } = await planned(calendar)
    for (const n of [0, 1, 2]) await rsvp.run(calendar.ctx('amina'), { id: at(n), answer: 'yes' })
    await rsvp.run(calendar.ctx('fatou'), { id: at(5), answer: 'maybe' })
    await rsvp.run(calendar.ctx('kagiso'), { id: at(5), answer: 'no' })
    const plan = await previewSeriesChange.run(calendar.ctx('nomsa'), { event: at(0), scope: 'all', time: '15:00' })
    expect(plan.told).toBe(2)
    await changeSeries.run(calendar.ctx('nomsa'), { event: at(0), scope: 'all', time: '15:00' })
    await react(calendar)
    await react(calendar)
    const mails = await db
      .selectFrom('mail')
      .selectAll()
      .where('community_id', '=', calendar.community.id)
      .orderBy('to_address')
      .execute()
    expect(mails.map(({ to_address }) => to_address)).toEqual(['amina@example.org', 'fatou@example.org'])
    expect(mails[0]!.text).toContain('15:00')
    const files = mails[0]!.attachments as unknown as { content: string }[]
    expect(files.map(({ content }) => /UID:(.+)\r/.exec(content)?.[1])).toEqual([at(0), at(1), at(2)])
    expect(mails[1]!.subject).toContain('Evidence hour')
    const file = await eventFile(calendar.ctx('amina'), { id: (await events())[0]!.id })
    expect(file.text).toContain(`UID:${at(0)}`)
    expect(file.text).toContain('SEQUENCE:1')
  })

  test('about the end says why, once', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { id, events, at } = await planned(calendar)
    for (const n of [1, 2, 3]) await rsvp.run(calendar.ctx('amina'), { id: at(n), answer: 'yes' })
    const wanted = { event: at(2), scope: 'following' }
    const plan = await previewSeriesEnd.run(calendar.ctx('nomsa'), wanted)
    expect(plan).toMatchObject({ told: 1 })
    expect(plan.steps).toHaveLength(4)
    await endSeries.run(calendar.ctx('nomsa'), { ...wanted, reason: 'The grant ends in May.', seen: plan.seen })
    await react(calendar)
    const mails = await db.selectFrom('mail').selectAll().where('community_id', '=', calendar.community.id).execute()
    expect(mails).toHaveLength(1)
    expect(mails[0]!.text).toContain('The grant ends in May.')
    expect(walls(await events())).toEqual(['04-09T13:00', '05-14T13:00'])
    expect(await seriesPage(calendar.ctx('amina'), { id })).toMatchObject({
      is_ending: false,
      ended: { reason: 'The grant ends in May.' },
    })
    expect(await code(changeSeries.run(calendar.ctx('nomsa'), { event: at(0), scope: 'all', time: '09:00' }))).toBe(
      'series.ended',
    )
  })
})

test('two who change a series at once: one waits, and is told when it is no longer what they saw', async ({ db }) => {
  const calendar = await livingCalendar(db)
  const { at } = await planned(calendar)
  const wanted = { event: at(0), scope: 'all', time: '15:00' }
  const { seen } = await previewSeriesChange.run(calendar.ctx('nomsa'), wanted)
  await transaction(calendar.ctx('sipho'), (ctx) =>
    changeSeries.run(ctx, { event: at(0), scope: 'all', time: '16:00' }),
  )
  expect(await code(changeSeries.run(calendar.ctx('nomsa'), { ...wanted, seen }))).toBe('series.changed-meanwhile')
})

/** What the jobs would do with the facts so far. */
async function react({ ctx }: LivingCalendar): Promise<void> {
  const nobody = { ...ctx(null) }
  const facts = await nobody.db.selectFrom('fact').selectAll().where('kind', 'like', '%.%').orderBy('id').execute()
  for (const row of facts) {
    const fact = {
      id: row.id,
      kind: row.kind,
      at: row.at,
      actorId: row.actor_id,
      memberId: row.member_id,
      subjectId: row.subject_id,
      payload: row.payload,
    } as Fact
    if (row.kind === 'event.changed') await mailChange(nobody, fact)
    if (row.kind === 'series.changed' || row.kind === 'series.ended') await mailSeries(nobody, fact)
  }
}
