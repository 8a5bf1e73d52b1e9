import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { markAttendance } from '../index.ts'
import { changeSeries, myHours, planSeries, proposedSlots, sharedHours } from './index.ts'

const later = { at: Temporal.Instant.from('2026-04-01T08:00:00Z') }

test('each sees the bad hours of their own clock, those who plan see the zones and nobody by name', async ({ db }) => {
  const { ctx, plan, person, member, circles } = await livingCalendar(db)
  await db.updateTable('person').set({ zone: 'America/Los_Angeles' }).where('id', '=', person.amina).execute()
  const night = await plan({ title: 'At night there', date: '2026-03-12', time: '13:00' })
  await plan({ title: 'By day there', date: '2026-03-19', time: '19:00' })
  await plan({ title: 'Hub', date: '2026-03-20', time: '12:00', circle: circles['mel-hub'].id })
  await markAttendance(ctx('nomsa', later), { id: night, present: [member.amina], marked: [] })
  const amina = { ...ctx('amina', later), zone: 'America/Los_Angeles' }
  const mine = await myHours(amina, {})
  expect(mine).toMatchObject({ invited: 3, bad: 2, attended: 1, attended_bad: 1 })
  expect(mine.items.map(({ title }) => title)).toEqual(['Hub', 'At night there'])
  expect(await myHours(ctx('kagiso', later), {})).toMatchObject({ invited: 2, bad: 0 })

  const shared = await sharedHours(ctx('nomsa', later), {})
  expect(shared.find(({ zone }) => zone === 'America/Los_Angeles')).toMatchObject({
    members: 1,
    invited: 3,
    bad: 2,
    attended: null,
  })
  expect(shared[0]).toMatchObject({ zone: 'Africa/Johannesburg', bad: 0, attended: 0 })
  await expect(sharedHours(amina, {})).rejects.toMatchObject({ code: 'series.see-shared-hours' })
  await expect(myHours(ctx('joseph', later), {})).rejects.toMatchObject({ code: 'series.see-hours' })
  await expect(myHours(ctx(null, later), {})).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test('a rotation is proposed from where the members of the circle live, and applied to the series', async ({ db }) => {
  const { ctx, person } = await livingCalendar(db)
  await db.updateTable('person').set({ zone: 'America/Los_Angeles' }).where('id', '=', person.amina).execute()
  await db.updateTable('person').set({ zone: 'Pacific/Auckland' }).where('id', '=', person.zanele).execute()
  const { id } = await planSeries.run(ctx('nomsa'), {
    format: 'webinar',
    title: 'Evidence hour',
    date: '2026-04-01',
    time: '13:00',
    every: 'month',
    times: '4',
    circle: 'mel-hub',
  })
  const slots = await proposedSlots(ctx('nomsa'), { series: id })
  expect(slots.now!.worst).toBe(1)
  expect(slots.proposed).toBeGreaterThan(1)
  const plan = slots.plans[slots.proposed - 1]!
  expect(plan.worst).toBeLessThan(1)
  await changeSeries.run(ctx('nomsa'), { event: slots.event, scope: 'all', slots: plan.times })
  const rows = await db
    .selectFrom('event')
    .select('wall_start')
    .where('series_id', '=', id)
    .orderBy('starts_at')
    .execute()
  expect(rows.map(({ wall_start }) => wall_start.slice(11, 16))).toEqual(
    Array.from({ length: 4 }, (_, n) => plan.times[n % plan.times.length]),
  )
  expect((await proposedSlots(ctx('nomsa'), { series: id })).now!.worst).toBe(plan.worst)
  await expect(proposedSlots(ctx('amina'), { series: id })).rejects.toMatchObject({ code: 'series.tend' })
  await expect(proposedSlots(ctx('kagiso'), { series: id })).rejects.toMatchObject({ code: 'series.series' })
})
