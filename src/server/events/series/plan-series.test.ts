import { describe, expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, type LivingCalendar } from '#tests/support/events.ts'
import type { Name } from '#tests/support/people.ts'
import { planSeries, previewSeries } from './index.ts'

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
const preview = (calendar: LivingCalendar, more: Record<string, unknown> = {}, name: Name = 'nomsa') =>
  previewSeries.run(calendar.ctx(name), { ...asked, ...more })
const days = async (calendar: LivingCalendar, more: Record<string, unknown>) =>
  (await preview(calendar, more)).dates.map(({ date }) => date)
/** The first problem that is named. */
const problem = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing was refused',
    (error: { code: string; issues?: { path: string[]; code: string }[] }) =>
      error.issues?.[0] ? `${error.issues[0].path.join('.')}: ${error.issues[0].code}` : error.code,
  )

describe('the dates of a rule', () => {
  test('are shown before anything is made, in words and one by one', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const draft = await preview(calendar)
    expect(draft.words).toBe('second Thursday of the month, 13:00 in Johannesburg')
    expect(draft.dates.map(({ date }) => date)).toEqual([
      '2026-04-09',
      '2026-05-14',
      '2026-06-11',
      '2026-07-09',
      '2026-08-13',
      '2026-09-10',
    ])
    const { n } = await db
      .selectFrom('series')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(Number(n)).toBe(0)
  })

  test('follow every rhythm that people plan by', async ({ db }) => {
    const calendar = await livingCalendar(db)
    expect(await days(calendar, { every: '2-weeks', nth: '', weekday: '3', until: '2026-05-15' })).toEqual([
      '2026-04-01',
      '2026-04-15',
      '2026-04-29',
      '2026-05-13',
    ])
    expect(await days(calendar, { every: 'quarter', until: '', times: '3' })).toEqual([
      '2026-04-09',
      '2026-07-09',
      '2026-10-08',
    ])
    expect(await days(calendar, { nth: '-1', weekday: '5', until: '2026-06-30' })).toEqual([
      '2026-04-24',
      '2026-05-29',
      '2026-06-26',
    ])
    expect(
      await days(calendar, { every: '', rule: 'RRULE:FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH;COUNT=4', until: '' }),
    ).toEqual(['2026-04-02', '2026-04-20', '2026-04-23', '2026-05-11'])
  })

  test('leave out public holidays and quiet times, and say why', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const draft = await preview(calendar, {
      every: 'week',
      weekday: '5',
      until: '2026-05-15',
      countries: ['ZA', 'KE'],
      quiet: [
        { from: '2026-05-11', to: '2026-05-15', name: 'School holidays' },
        { from: '', to: '' },
      ],
    })
    expect(draft.skipped.map(({ date }) => date)).toEqual(['2026-04-03', '2026-05-01', '2026-05-15'])
    expect([draft.skipped[0]!.why, draft.skipped[2]!.why]).toEqual(['Good Friday (South Africa)', 'School holidays'])
    expect(draft.dates.map(({ date }) => date)).toEqual(['2026-04-10', '2026-04-17', '2026-04-24', '2026-05-08'])
  })

  test('move to the next day that is free, weekends not, or stay and say what day it is', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const friday = { every: 'month', nth: '1', weekday: '5', until: '2026-05-31', countries: 'ZA' }
    const moved = await preview(calendar, { ...friday, on_closed: 'move' })
    // Good Friday, Family Day on the Monday after it, and Workers' Day on a Friday.
    expect(moved.dates.map(({ date, moved }) => [moved?.from, date])).toEqual([
      ['2026-04-03', '2026-04-07'],
      ['2026-05-01', '2026-05-04'],
    ])
    const kept = await preview(calendar, { ...friday, on_closed: 'keep' })
    expect(kept.dates.map(({ date, despite }) => [date, despite?.slice(0, 11)])).toEqual([
      ['2026-04-03', 'Good Friday'],
      ['2026-05-01', expect.any(String)],
    ])
  })

  test('say which countries have no holidays that anybody knows', async ({ db }) => {
    const calendar = await livingCalendar(db)
    expect((await preview(calendar, { countries: 'ZA, AQ' })).unknown).toEqual(['AQ'])
  })

  test('warn of what the same circle is at already', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const other = await calendar.plan({ title: 'Sampling clinic', date: '2026-05-14', time: '14:00' })
    await calendar.plan({
      title: 'Hub only',
      date: '2026-06-11',
      time: '14:00',
      circle: calendar.circles['mel-hub'].id,
    })
    const wide = await preview(calendar, { circle: 'wider-circle' })
    expect(wide.dates.flatMap(({ date, overlaps }) => overlaps.map(({ id }) => [date, id]))).toEqual([
      ['2026-05-14', other],
    ])
  })
})

describe('wall time', () => {
  test.for([
    ['Africa/Casablanca', '2026-03-25'],
    ['America/New_York', '2026-10-28'],
    ['Australia/Lord_Howe', '2026-09-30'],
  ] as const)('in %s stays when the clocks change, and the instant follows', async ([zone, date], { db }) => {
    const calendar = await livingCalendar(db)
    const { dates } = await preview(calendar, {
      every: 'week',
      weekday: '',
      zone,
      date,
      until: '',
      times: '6',
      time: '09:30',
    })
    for (const each of dates) {
      const local = Temporal.Instant.from(each.starts_at).toZonedDateTimeISO(zone)
      expect(local.toPlainDateTime().toString({ smallestUnit: 'minute' })).toBe(`${each.date}T09:30`)
    }
    const offsets = new Set(
      dates.map(({ starts_at }) => Temporal.Instant.from(starts_at).toZonedDateTimeISO(zone).offset),
    )
    if (zone !== 'Africa/Casablanca') expect(offsets.size).toBe(2)
  })

  test('that spring leaps over begins when the clock goes on, and says so; one that autumn repeats is the first of the two', async ({
    db,
  }) => {
    const calendar = await livingCalendar(db)
    const night = { every: 'week', weekday: '7', until: '', times: '2', time: '02:30', zone: 'America/New_York' }
    const spring = await preview(calendar, { ...night, date: '2027-03-14' })
    expect(spring.dates.map(({ springs, starts_at }) => [springs, starts_at])).toEqual([
      ['03:30', '2027-03-14T07:30:00Z'],
      [undefined, '2027-03-21T06:30:00Z'],
    ])
    const autumn = await preview(calendar, { ...night, date: '2026-11-01', time: '01:30' })
    expect(autumn.dates[0]!.starts_at).toBe('2026-11-01T05:30:00Z')
    // Lord Howe moves by half an hour.
    const island = await preview(calendar, { ...night, date: '2026-10-04', time: '02:15', zone: 'Australia/Lord_Howe' })
    expect(island.dates[0]!.springs).toBe('02:45')
  })
})

describe('planning a series', () => {
  test('makes an event of its own of each date, with the agenda of the format', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { seen } = await preview(calendar)
    const { id, events } = await planSeries.run(calendar.ctx('nomsa'), {
      ...asked,
      seen,
      place_link: 'https://meet.example.org/e',
    })
    expect(events).toBe(6)
    const rows = await db.selectFrom('event').selectAll().where('series_id', '=', id).orderBy('starts_at').execute()
    expect(rows.map(({ wall_start, zone, title }) => [wall_start, zone, title])[0]).toEqual([
      '2026-04-09T13:00:00',
      'Africa/Johannesburg',
      'Evidence hour',
    ])
    expect(new Set(rows.map((row) => row.id)).size).toBe(6)
    const parts = await db.selectFrom('segment').select('title').where('event_id', '=', rows[3]!.id).execute()
    expect(parts.length).toBeGreaterThan(2)
    const series = await db.selectFrom('series').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(series).toMatchObject({ rule: 'FREQ=MONTHLY;BYDAY=2TH', by_hand: true, ends_on: '2026-09-30', key: null })
  })

  test('takes turns between several times', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const draft = await preview(calendar, { slots: '08:00, 16:00', until: '2026-07-31' })
    expect(draft.dates.map(({ time }) => time)).toEqual(['08:00', '16:00', '08:00', '16:00'])
    expect(draft.words).toBe('second Thursday of the month, by turns 08:00 and 16:00 in Johannesburg')
  })

  test('refuses what is no longer what was shown', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { seen } = await preview(calendar)
    expect(await problem(planSeries.run(calendar.ctx('nomsa'), { ...asked, time: '14:00', seen }))).toBe(
      'series.changed-meanwhile',
    )
  })

  test('never goes on for ever, or for longer than anybody plans', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const refused = (more: Record<string, unknown>) => problem(preview(calendar, more))
    expect(await refused({ until: '' })).toBe('until: series.endless')
    expect(await refused({ until: '2029-01-01' })).toBe('until: series.too-long')
    expect(await refused({ until: '', times: '105' })).toBe('times: series.too-many')
    expect(await refused({ every: 'year', until: '', times: '4' })).toBe('times: series.too-long')
    expect(await refused({ every: '', rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR', until: '2027-12-31' })).toBe(
      'until: series.too-many',
    )
    expect(await refused({ until: '2026-03-01' })).toBe('until: series.ends-before')
    expect(await refused({ until: '2026-04-05' })).toBe('until: series.none')
    expect(await refused({ rule: 'FREQ=SECONDLY', every: '' })).toBe('rule: series.rule')
  })

  test('refuses past dates, meetings of thirty hours, and events that overlap each other', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const refused = (more: Record<string, unknown>) => problem(preview(calendar, more))
    expect(await refused({ date: '2026-02-01' })).toBe('date: events.past')
    expect(await refused({ minutes: '1800' })).toBe('minutes: events.too-long')
    const exchange = { format: 'async-discussion', every: 'week', minutes: String(12 * 1440) }
    expect(await refused(exchange)).toBe('minutes: series.overlaps-itself')
    expect(await refused({ countries: 'Kenya' })).toBe('countries.0: series.country')
    expect(await refused({ quiet: [{ from: '2026-05-02', to: '2026-05-01' }] })).toBe('quiet.0.to: series.quiet-order')
  })

  test('is for stewards, and for facilitators in their circles', async ({ db }) => {
    const calendar = await livingCalendar(db)
    expect(await problem(preview(calendar, {}, 'kagiso'))).toBe('events.plan')
    expect(await problem(planSeries.run(calendar.ctx(null), asked))).toBe('sign-in-needed')
    expect(await problem(planSeries.run(calendar.ctx('joseph'), asked))).toBe('events.plan')
    expect((await preview(calendar, { circle: 'mel-hub' }, 'sipho')).dates).toHaveLength(6)
  })
})

test('nothing moves when the zone of the community or of a person changes', async ({ db }) => {
  const calendar = await livingCalendar(db)
  const { id } = await planSeries.run(calendar.ctx('nomsa'), asked)
  const events = () =>
    db
      .selectFrom('event')
      .select(['wall_start', 'zone', 'starts_at', 'ends_at'])
      .where('series_id', '=', id)
      .orderBy('starts_at')
      .execute()
  const before = JSON.stringify(await events())
  await db.updateTable('community').set({ zone: 'Asia/Dhaka' }).where('id', '=', calendar.community.id).execute()
  await db.updateTable('person').set({ zone: 'America/Lima' }).where('id', '=', calendar.person.nomsa).execute()
  expect(JSON.stringify(await events())).toBe(before)
})
