import { expect, test } from 'vitest'
import formats from '#content/event-formats.json' with { type: 'json' }
import { agendaOf, interactiveShare, sum, timetable, type Template } from './agenda.ts'
import { spanOf } from './span.ts'

const session = formats.formats.find(({ id }) => id === 'monthly-learning-session') as Template
const retreat = formats.formats.find(({ id }) => id === 'annual-retreat') as Template

test('a learning session of an hour keeps the order and the weight of its parts', () => {
  const { segments, days } = agendaOf(session, undefined, 60)
  expect(days).toBe(1)
  expect(segments.map(({ title }) => title)).toEqual(session.segments!.map(({ title }) => title))
  const longest = segments.toSorted((a, b) => b.minutes - a.minutes)[0]!
  expect(longest.title).toBe('Work in small groups')
})

test('a variant with an agenda of its own replaces that of the format', () => {
  expect(agendaOf(retreat, 'one-day', 480).days).toBe(1)
  expect(agendaOf(retreat, undefined, 900).days).toBe(2)
})

test('the second day of a retreat begins at the same hour by the clock, though the clocks changed in the night', () => {
  const { segments } = agendaOf(retreat, undefined, 900)
  const placed = timetable({ wall_start: '2027-03-27T09:00:00', zone: 'Europe/London' }, segments)
  const starts = [1, 2].map((day) => placed.find((segment) => segment.day === day)!.at)
  expect(starts).toEqual(['2027-03-27T09:00:00Z', '2027-03-28T08:00:00Z'])
  const minutes = sum(segments.filter(({ day }) => day === 2))
  const { ends_at } = spanOf({
    date: '2027-03-27',
    time: '09:00',
    zone: 'Europe/London',
    minutes: 900,
    days: 2,
    place: 'room',
    lastDayMinutes: minutes,
  })
  expect(ends_at.toString()).toBe(Temporal.Instant.from('2027-03-28T08:00:00Z').add({ minutes }).toString())
})

test('how much of an agenda is work together is counted without its breaks', () => {
  expect(interactiveShare(session.segments!)).toBeCloseTo(0.78, 2)
  expect(interactiveShare([{ minutes: 30, mode: 'break' }])).toBeNull()
})

test('a time that the clocks spring over is moved forward, on the wall as well', () => {
  const { wall_start, starts_at } = spanOf({
    date: '2027-03-28',
    time: '01:30',
    zone: 'Europe/London',
    minutes: 60,
    days: 1,
    place: 'online',
  })
  expect([wall_start, starts_at.toString()]).toEqual(['2027-03-28T02:30', '2027-03-28T01:30:00Z'])
})

test('an exchange in writing closes at the hour at which it opened, though the clocks changed in between', () => {
  const { starts_at, ends_at } = spanOf({
    date: '2027-03-15',
    time: '09:00',
    zone: 'Europe/London',
    minutes: 21 * 1440,
    days: 1,
    place: 'writing',
  })
  expect([starts_at, ends_at].map(String)).toEqual(['2027-03-15T09:00:00Z', '2027-04-05T08:00:00Z'])
})
