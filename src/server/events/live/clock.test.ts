import { expect, test } from 'vitest'
import { drift, secondsLeft } from './clock.ts'

const clock = {
  now: { until: '2026-03-12T11:30:00Z', plannedUntil: '2026-03-12T11:20:00Z' },
} as unknown as Parameters<typeof drift>[0]
const at = (time: string) => Temporal.Instant.from(`2026-03-12T${time}Z`)

test('a part that began late makes the day late before its time is up, and later for every minute over it', () => {
  expect([drift(clock, at('11:15:00')), drift(clock, at('11:30:00')), drift(clock, at('11:42:00'))]).toEqual([
    10, 10, 22,
  ])
  expect([secondsLeft(clock, at('11:29:00')), secondsLeft(clock, at('11:31:30'))]).toEqual([60, -90])
})

test('a part that is to end before its plan makes the day early', () => {
  const early = { now: { ...clock.now!, plannedUntil: '2026-03-12T11:45:00Z' } }
  expect(drift(early, at('11:20:00'))).toBe(-15)
})

test('while nothing runs nothing is late', () => {
  expect([drift({ now: null }, at('11:00:00')), secondsLeft({ now: null }, at('11:00:00'))]).toEqual([null, null])
})
