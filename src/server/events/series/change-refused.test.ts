import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import type { Name } from '#tests/support/people.ts'
import { transaction } from '../../ctx.ts'
import { changeSeries, endSeries, previewSeriesChange } from './index.ts'
import { planned, code } from '#tests/support/series.ts'

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
