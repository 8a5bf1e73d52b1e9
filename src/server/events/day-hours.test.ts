import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import {
  agendaToEdit,
  arrangeAgenda,
  changeEvent,
  eventFile,
  eventPage,
  eventToEdit,
  fitAgenda,
  hoursToEdit,
  leadSegment,
  setHours,
} from './index.ts'
import { sum } from './agenda.ts'

const hours = [
  { from: '09:00', until: '16:00' },
  { from: '09:30', until: '12:30' },
]

/** A retreat of two days whose second day ends at half past twelve. */
async function retreat(db: Parameters<typeof livingCalendar>[0], wanted: object = {}) {
  const living = await livingCalendar(db)
  const agenda = [
    { day: 1, minutes: 240, title: 'Look back' },
    { day: 1, minutes: 180, title: 'Look ahead' },
    { day: 2, minutes: 120, title: 'Decide' },
  ].map((part) => ({ ...part, purpose: null, mode: 'small-group', lead: 'facilitator' }))
  const id = await living.plan({ format: 'annual-retreat', agenda, date: '2026-05-14', time: '09:00', ...wanted })
  return { ...living, id, nomsa: living.ctx('nomsa') }
}

test('each day begins and ends at its own hours, on the page, in the file and in the agenda', async ({ db }) => {
  const { ctx, id, nomsa } = await retreat(db)
  const before = await eventPage(nomsa, { id })
  expect(before).toMatchObject({ days: 2, hours: null, ends_at: '2026-05-15T09:00:00Z' })
  await setHours.run(nomsa, { id, hours: [...hours, { from: '', until: '' }] })
  const page = await eventPage(ctx('amina'), { id })
  expect(page).toMatchObject({
    days: 2,
    minutes: 600,
    starts_at: '2026-05-14T07:00:00Z',
    ends_at: '2026-05-15T10:30:00Z',
    hours: [
      { starts_at: '2026-05-14T07:00:00Z', ends_at: '2026-05-14T14:00:00Z' },
      { starts_at: '2026-05-15T07:30:00Z', ends_at: '2026-05-15T10:30:00Z' },
    ],
  })
  expect(page.parts.map(({ at, minutes }) => [at, minutes])).toEqual([
    ['2026-05-14T07:00:00Z', 240],
    ['2026-05-14T11:00:00Z', 180],
    ['2026-05-15T07:30:00Z', 120],
  ])
  const { text } = await eventFile(ctx('amina'), { id })
  const unfolded = text.replace(/\r\n[ \t]/g, '')
  expect(unfolded).toContain('Day 1\\, 2026-05-14\\, 09:00–16:00\\n09:00 Look back')
  expect(unfolded).toContain('Day 2\\, 2026-05-15\\, 09:30–12:30\\n09:30 Decide')
  expect(unfolded).toContain('DTEND;TZID=Africa/Johannesburg:20260515T123000')
  const { findings } = await agendaToEdit(nomsa, { id })
  expect(findings.filter(({ kind }) => kind === 'shorter' || kind === 'longer')).toEqual([
    { kind: 'shorter', minutes: 60, day: 2 },
  ])
})

test('the agenda is fitted to its days, or the days to the agenda', async ({ db }) => {
  const { id, nomsa } = await retreat(db)
  await setHours(nomsa, { id, hours })
  await fitAgenda(nomsa, { id, to: 'meeting' })
  const { parts } = await agendaToEdit(nomsa, { id })
  expect([1, 2].map((n) => sum(parts.filter(({ day }) => day === n)))).toEqual([420, 180])
  const first = parts[0]!
  await arrangeAgenda.run(nomsa, {
    id,
    parts: parts.map(({ leader_id: _, ...part }) => ({
      ...part,
      minutes: part.id === first.id ? part.minutes - 30 : part.minutes,
    })),
  })
  await fitAgenda(nomsa, { id, to: 'agenda' })
  expect(await eventToEdit(nomsa, { id })).toMatchObject({
    minutes: 570,
    hours: [{ from: '09:00', until: '15:30' }, hours[1]],
  })
})

test('a part on a third day makes the day, and moving the first day’s beginning moves them all', async ({ db }) => {
  const { id, nomsa } = await retreat(db)
  await setHours(nomsa, { id, hours })
  const third = { day: '3', minutes: '60', title: 'Walk', mode: 'small-group', lead: 'facilitator' }
  await arrangeAgenda.run(nomsa, { id, added: third })
  expect(await eventToEdit(nomsa, { id })).toMatchObject({
    days: 3,
    hours: [...hours, { from: '09:30', until: '10:30' }],
  })
  await changeEvent.run(nomsa, { id, time: '10:00' })
  expect(await eventToEdit(nomsa, { id })).toMatchObject({
    hours: [
      { from: '10:00', until: '17:00' },
      { from: '10:30', until: '13:30' },
      { from: '10:30', until: '11:30' },
    ],
  })
  await expect(changeEvent.run(nomsa, { id, time: '18:00' })).rejects.toMatchObject({ issues: [{ path: ['time'] }] })
})

test('over the edges of summer time each day keeps its wall clock', async ({ db }) => {
  const spring = await retreat(db, { date: '2026-03-28', zone: 'Europe/Paris' })
  await setHours(spring.nomsa, { id: spring.id, hours })
  expect((await eventPage(spring.nomsa, { id: spring.id })).hours).toEqual([
    { starts_at: '2026-03-28T08:00:00Z', ends_at: '2026-03-28T15:00:00Z' },
    { starts_at: '2026-03-29T07:30:00Z', ends_at: '2026-03-29T10:30:00Z' },
  ])
  await changeEvent.run(spring.nomsa, { id: spring.id, date: '2026-10-24' })
  const autumn = await eventPage(spring.nomsa, { id: spring.id })
  expect(autumn.hours!.map(({ starts_at }) => starts_at)).toEqual(['2026-10-24T07:00:00Z', '2026-10-25T08:30:00Z'])
  expect(autumn.parts[2]!.at).toBe('2026-10-25T08:30:00Z')
  expect(autumn.ends_at).toBe('2026-10-25T11:30:00Z')
})

test('who leads on the second day is free in the evening of the first, and not at its own hours', async ({ db }) => {
  const { id, nomsa, plan, member } = await retreat(db)
  await setHours(nomsa, { id, hours })
  await leadSegment(nomsa, { id, position: 3, member: member.amina })
  const clash = async (date: string, time: string) => {
    const other = await plan({ date, time })
    await leadSegment(nomsa, { id: other, position: 1, member: member.amina })
    const { findings } = await agendaToEdit(nomsa, { id: other })
    return findings.some(({ kind }) => kind === 'two-places')
  }
  expect([
    await clash('2026-05-14', '17:00'),
    await clash('2026-05-15', '09:00'),
    await clash('2026-05-15', '09:30'),
  ]).toEqual([false, false, true])
})

test('hours that do not go are refused at their field, and only whoever holds the event sets them', async ({ db }) => {
  const { ctx, id, nomsa } = await retreat(db)
  const set = (hours: object[], as = nomsa, more = {}) => setHours.run(as, { id, hours, ...more })
  await expect(set([hours[0]!, { from: '12:30', until: '09:00' }])).rejects.toMatchObject({
    issues: [{ path: ['hours.1.until'], code: 'events.hours-order' }],
  })
  await expect(set([hours[0]!])).rejects.toMatchObject({ issues: [{ code: 'events.hours-agenda' }] })
  await expect(set([hours[0]!, { from: '09:00', until: '' }])).rejects.toMatchObject({ kind: 'invalid' })
  await expect(set([])).rejects.toMatchObject({ kind: 'invalid' })
  await expect(set(hours, ctx('kagiso'))).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(set(hours, nomsa, { sequence: '7' })).rejects.toMatchObject({ code: 'events.changed-meanwhile' })
  await expect(hoursToEdit(ctx('kagiso'), { id })).rejects.toMatchObject({ kind: 'not-allowed' })
  expect((await hoursToEdit(nomsa, { id })).days.map(({ from, agenda }) => [from, agenda])).toEqual([
    ['09:00', 420],
    ['09:00', 120],
    ['', 0],
  ])
})
