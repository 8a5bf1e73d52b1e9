import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import type { DB } from '#server/database.gen.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { changeEvent, hoursToEdit, setHours } from '../index.ts'
import { changeSeries, planSeries, previewRenewal, renewSeries, seriesPage, setSeriesHours } from './index.ts'

const hours = [
  { from: '10:00', until: '16:00' },
  { from: '09:00', until: '12:30' },
]

/** A retreat of two days on the second Thursday of four months. */
async function retreats(db: Kysely<DB>, more: object = {}) {
  const living = await livingCalendar(db)
  const parts = [1, 2].map((day) => ({
    day,
    minutes: 120,
    title: `Day ${day}`,
    mode: 'small-group',
    lead: 'facilitator',
  }))
  const { id: series } = await planSeries.run(living.ctx('nomsa'), {
    format: 'annual-retreat',
    title: 'Retreat',
    agenda: parts,
    minutes: 240,
    date: '2026-04-09',
    time: '09:00',
    every: 'month',
    nth: '2',
    weekday: '4',
    times: '4',
    ...more,
  })
  const rows = () =>
    db
      .selectFrom('event')
      .select(['id', 'starts_at', 'ends_at', 'day_hours', 'by_hand', 'sequence', 'minutes'])
      .where('series_id', '=', series)
      .orderBy('starts_at')
      .execute()
  const ids = (await rows()).map(({ id }) => id)
  return { ...living, nomsa: living.ctx('nomsa'), series, rows, at: (n: number) => ids[n]! }
}

test('hours go to an event and those that follow, and to what is planned when the series is renewed', async ({
  db,
}) => {
  const { nomsa, series, rows, at } = await retreats(db)
  await changeEvent.run(nomsa, { id: at(2), time: '08:00' })
  expect((await hoursToEdit(nomsa, { id: at(1) })).following).toBe(1)
  expect(await setSeriesHours.run(nomsa, { event: at(1), hours })).toEqual({ changed: 2 })
  expect(await setSeriesHours.run(nomsa, { event: at(1), hours })).toEqual({ changed: 0 })
  const after = await rows()
  expect(after.map(({ day_hours }) => day_hours !== null)).toEqual([false, true, false, true])
  expect(after[3]).toMatchObject({ minutes: 570, by_hand: false, sequence: 1 })
  expect(after[3]!.ends_at.toString()).toBe('2026-07-10T10:30:00Z')
  expect((await seriesPage(nomsa, { id: series })).words).toContain('10:00')

  const { draft } = await previewRenewal(nomsa, { series, until: '2026-09-30' })
  expect(draft.dates.map(({ starts_at, ends_at }) => [starts_at, ends_at])).toEqual([
    ['2026-08-13T08:00:00Z', '2026-08-14T10:30:00Z'],
    ['2026-09-10T08:00:00Z', '2026-09-11T10:30:00Z'],
  ])
  await renewSeries.run(nomsa, { series, until: '2026-09-30', seen: draft.seen })
  expect((await rows()).slice(4).map(({ day_hours, minutes }) => [day_hours, minutes])).toEqual([
    [hours, 570],
    [hours, 570],
  ])
  await changeSeries.run(nomsa, { event: at(3), scope: 'all', time: '11:00' })
  expect((await rows()).at(-1)).toMatchObject({
    day_hours: [
      { from: '11:00', until: '17:00' },
      { from: '10:00', until: '13:30' },
    ],
  })
})

test('hours of one event alone stay with it: the next ones are as the series is', async ({ db }) => {
  const { nomsa, series, rows, at } = await retreats(db)
  await setHours.run(nomsa, { id: at(3), hours })
  await renewSeries.run(nomsa, { series, until: '2026-08-31' })
  expect((await rows()).map(({ day_hours }) => day_hours !== null)).toEqual([false, false, false, true, false])
})

test('of times that take turns each event keeps its own', async ({ db }) => {
  const { nomsa, rows, at } = await retreats(db, { slots: ['09:00', '07:00'] })
  await setSeriesHours.run(nomsa, { event: at(0), hours: [{ from: '09:00', until: '15:00' }, hours[1]!] })
  expect((await rows())[1]!.day_hours).toEqual([
    { from: '07:00', until: '13:00' },
    { from: '07:00', until: '10:30' },
  ])
})

test('only whoever tends the series; refused where somebody was faster, an agenda has more days, or there is no series', async ({
  db,
}) => {
  const { ctx, nomsa, at, plan } = await retreats(db)
  await expect(setSeriesHours.run(ctx('kagiso'), { event: at(1), hours })).rejects.toMatchObject({
    code: 'series.tend',
  })
  expect((await hoursToEdit(nomsa, { id: at(3) })).following).toBe(0)
  const refused = [
    [{ event: at(1), hours: hours.slice(0, 1) }, { kind: 'invalid' }],
    [{ event: at(1), hours: [hours[0], { from: '12:00', until: '09:00' }] }, { kind: 'invalid' }],
    [{ event: at(1), hours, sequence: 7 }, { code: 'events.changed-meanwhile' }],
    [{ event: await plan(), hours }, { code: 'series.alone' }],
  ] as const
  for (const [input, error] of refused) await expect(setSeriesHours.run(nomsa, input)).rejects.toMatchObject(error)
})
