import { expect, test } from 'vitest'
import { proposeSlots, slotsMean } from './rotation.ts'

const asked = { zone: 'Africa/Johannesburg', minutes: 90, date: '2026-04-01' }

test('where one time suits everybody, one is proposed, by day for all and near the habit', () => {
  const zones = [
    { zone: 'Africa/Johannesburg', members: 40 },
    { zone: 'Africa/Dakar', members: 10 },
    { zone: 'Asia/Dhaka', members: 5 },
  ]
  const { plans, proposed } = proposeSlots({ ...asked, zones, now: '13:00' })
  expect(proposed).toBe(1)
  expect(plans[0]).toMatchObject({ worst: 0, mean: 0 })
  expect(plans[0]!.times).toEqual(['12:00'])
  expect(plans[0]!.zones.map(({ local }) => local[0]!.time)).toEqual(['12:00', '10:00', '16:00'])
})

test('over the whole world several times take turns, so that nobody has every bad hour', () => {
  const zones = [
    { zone: 'Africa/Johannesburg', members: 60 },
    { zone: 'America/Los_Angeles', members: 8 },
    { zone: 'Pacific/Auckland', members: 6 },
  ]
  const { plans, proposed } = proposeSlots({ ...asked, zones })
  expect(plans[0]!.worst).toBe(1)
  expect(proposed).toBeGreaterThan(1)
  const plan = plans[proposed - 1]!
  expect(plan.worst).toBeLessThanOrEqual(0.5)
  for (const { local } of plan.zones) expect(local.some(({ isBad }) => !isBad)).toBe(true)
})

test('what given times mean is told zone by zone, the day before and the day after too, and when clocks change', () => {
  const zones = [
    { zone: 'America/New_York', members: 1 },
    { zone: 'Pacific/Auckland', members: 3 },
  ]
  const { zones: told, worst, mean } = slotsMean(['14:00', '22:00'], { ...asked, zones })
  expect(told[0]!.local).toEqual([
    { time: '08:00', later: '07:00', day: 0, isBad: false },
    { time: '16:00', later: '15:00', day: 0, isBad: false },
  ])
  expect(told[1]!.local[0]).toMatchObject({ time: '01:00', day: 1, isBad: true })
  expect([told[1]!.share, worst]).toEqual([0.5, 0.5])
  expect(mean).toBeCloseTo(0.375)
})
