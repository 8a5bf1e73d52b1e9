import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { cancelEvent, changeEvent, holdersDue } from '../index.ts'
import { endingSeries, planSeries, previewRenewal, renewSeries, seriesList, seriesPage } from './index.ts'

const asked = {
  format: 'monthly-learning-session',
  title: 'Evidence hour',
  date: '2026-03-11',
  time: '13:00',
  every: '2-weeks',
  until: '2026-04-30',
  place_link: 'https://meet.example.org/e',
  slots: '08:00, 16:00',
}

test('a series is asked after eight weeks before it ends, and one form renews it for a year like its latest event', async ({
  db,
}) => {
  const { ctx } = await livingCalendar(db)
  const nomsa = ctx('nomsa')
  const { id } = await planSeries.run(nomsa, asked)
  const early = ctx('nomsa', { at: Temporal.Instant.from('2026-03-04T08:00:00Z') })
  expect(await endingSeries(early, {})).toEqual([])
  expect(await endingSeries(nomsa, {})).toMatchObject([{ id, title: 'Evidence hour', ends_on: '2026-04-30' }])
  expect((await holdersDue(nomsa, {})).ending).toEqual([{ id, title: 'Evidence hour', ends_on: '2026-04-30' }])
  expect((await seriesPage(nomsa, { id })).is_ending).toBe(true)

  const { draft, until } = await previewRenewal.run(nomsa, { series: id })
  expect(until).toBe('2027-04-30')
  // Every second Wednesday goes on as every second Wednesday, and the times go on taking turns.
  expect(draft.dates.slice(0, 2).map(({ date, time }) => [date, time])).toEqual([
    ['2026-05-06', '08:00'],
    ['2026-05-20', '16:00'],
  ])
  await renewSeries.run(nomsa, { series: id, seen: draft.seen })
  const rows = await db.selectFrom('event').selectAll().where('series_id', '=', id).orderBy('starts_at').execute()
  expect(rows).toHaveLength(4 + draft.dates.length)
  expect(rows.at(-1)).toMatchObject({ title: 'Evidence hour', place_link: 'https://meet.example.org/e' })
  expect(await endingSeries(nomsa, {})).toEqual([])
  await expect(renewSeries.run(nomsa, { series: id, until: '2029-01-01' })).rejects.toMatchObject({ code: 'input' })
})

test('an event that was changed alone is not what the next year is like', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const { id } = await planSeries.run(ctx('nomsa'), asked)
  const last = (await seriesPage(ctx('nomsa'), { id })).next.at(-1)!
  await changeEvent.run(ctx('nomsa'), { id: last.id, place: 'room', place_text: 'Town hall' })
  await renewSeries.run(ctx('nomsa'), { series: id })
  const latest = await db
    .selectFrom('event')
    .select(['place', 'place_text'])
    .where('series_id', '=', id)
    .orderBy('starts_at', 'desc')
    .executeTakeFirstOrThrow()
  expect(latest).toEqual({ place: 'online', place_text: null })
})

test('renewing is for stewards and facilitators, and members of other circles do not see the series', async ({
  db,
}) => {
  const { ctx } = await livingCalendar(db)
  const { id } = await planSeries.run(ctx('nomsa'), { ...asked, circle: 'mel-hub' })
  await expect(renewSeries.run(ctx('amina'), { series: id })).rejects.toMatchObject({ code: 'series.tend' })
  for (const name of ['kagiso', 'joseph', null] as const) {
    await expect(seriesPage(ctx(name), { id })).rejects.toMatchObject({ code: 'series.series' })
    await expect(renewSeries.run(ctx(name), { series: id })).rejects.toMatchObject({ code: 'series.series' })
  }
  expect((await seriesList(ctx('kagiso'), {})).items).toEqual([])
  expect((await seriesList(ctx('amina'), {})).items).toMatchObject([
    { id, ahead: 4, held: 0, words: expect.stringContaining('every second week on Wednesday') },
  ])
})

test('a series page tells what is next, and what was called off', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const { id } = await planSeries.run(ctx('nomsa'), asked)
  const { next } = await seriesPage(ctx('amina'), { id })
  await cancelEvent.run(ctx('nomsa'), { id: next[1]!.id, reason: 'The power is out.' })
  const page = await seriesPage(ctx('amina'), { id })
  expect(page.next.map(({ state }) => state)).toEqual(['planned', 'cancelled', 'planned', 'planned'])
  expect(page.may.tend).toBe(false)
  expect((await seriesPage(ctx('fatou'), { id })).words).toBe(
    'une semaine sur deux, le mercredi, tour à tour 08:00 et 16:00 à Johannesburg',
  )
})
