import { describe, expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { cancelEvent, changeEvent } from '../index.ts'
import { changeSeries, previewSeriesChange, seriesPage, seriesToChange } from './index.ts'
import { planned, walls, code } from '#tests/support/series.ts'

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
