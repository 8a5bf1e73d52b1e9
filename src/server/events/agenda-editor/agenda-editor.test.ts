import { expect } from 'vitest'
import catalogue from '#content/event-formats.json' with { type: 'json' }
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import {
  agendaToEdit,
  arrangeAgenda,
  changeEvent,
  eventPage,
  fitAgenda,
  formatPage,
  leadSegment,
  planEvent,
  saveAgendaAsTemplate,
} from '../index.ts'
import { findings } from './checks.ts'
import { laid, moved, rearranged } from './rows.ts'

type Parts = Awaited<ReturnType<typeof agendaToEdit>>['parts']
/** The parts as the form posts them. */
const form = (parts: Parts) =>
  parts.map(({ id, base, day, minutes, title, purpose, mode, lead, leader_id, link, note }) => ({
    id, base, day, minutes, title, purpose: purpose ?? '', mode, lead, leader: leader_id ?? '', link: link ?? '', note: note ?? '',
  })) // prettier-ignore

test('a part is changed, moved, added and taken away, and stays the part it is', async ({ db }) => {
  const { ctx, plan, member } = await livingCalendar(db)
  const id = await plan()
  await leadSegment(ctx('nomsa'), { id, position: 4, member: member.amina })
  const before = (await agendaToEdit(ctx('nomsa'), { id })).parts
  const input = before[3]!
  const parts = form(before)
  parts[3]!.link = 'drive.example.org/slides'
  parts[3]!.note = 'She needs the big screen'
  await arrangeAgenda.run(ctx('nomsa'), { id, parts, up: input.id })
  const [, , moved] = (await agendaToEdit(ctx('nomsa'), { id })).parts
  expect(moved).toMatchObject({
    id: input.id,
    title: 'Practice input',
    leader: 'Amina Otieno',
    link: 'https://drive.example.org/slides',
  })
  await arrangeAgenda.run(ctx('nomsa'), {
    id,
    remove: before[0]!.id,
    added: { title: 'A song', minutes: '5', mode: 'social', lead: 'members', after: input.id },
  })
  const titles = (await agendaToEdit(ctx('nomsa'), { id })).parts.map(({ title }) => title)
  expect(titles.slice(0, 4)).toEqual(['Loop back', 'Practice input', 'A song', 'Frame'])
})

test('two who change different parts at once both have their way', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const opened = form((await agendaToEdit(ctx('nomsa'), { id })).parts)
  const [mine, theirs] = [structuredClone(opened), structuredClone(opened)]
  mine[0]!.title = 'Arrive slowly'
  theirs[1]!.minutes = 8
  await arrangeAgenda.run(ctx('nomsa'), { id, parts: mine })
  await arrangeAgenda.run(ctx('nomsa'), { id, parts: theirs })
  const [first, second] = (await agendaToEdit(ctx('nomsa'), { id })).parts
  expect([first!.title, second!.minutes]).toEqual(['Arrive slowly', 8])
})

test('two who change the same part: the second sees both texts and decides', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const opened = form((await agendaToEdit(ctx('nomsa'), { id })).parts)
  const [mine, theirs] = [structuredClone(opened), structuredClone(opened)]
  mine[2]!.title = 'Mine'
  theirs[2]!.title = 'Theirs'
  await arrangeAgenda.run(ctx('nomsa'), { id, parts: mine })
  await expect(arrangeAgenda.run(ctx('nomsa'), { id, parts: theirs })).rejects.toMatchObject({
    issues: [{ path: ['parts', 2, 'title'], code: 'agenda.changed-meanwhile' }],
  })
  expect((await agendaToEdit(ctx('nomsa'), { id })).parts[2]!.title).toBe('Mine')
  // The form comes back with the new text beside it, and knows how it reads now.
  const [, , now] = (await agendaToEdit(ctx('nomsa'), { id })).parts
  await arrangeAgenda.run(ctx('nomsa'), { id, parts: theirs, theirs: now!.id })
  expect((await agendaToEdit(ctx('nomsa'), { id })).parts[2]!.title).toBe('Mine')
  await arrangeAgenda.run(ctx('nomsa'), { id, parts: [{ ...theirs[2]!, base: now!.base }] })
  expect((await agendaToEdit(ctx('nomsa'), { id })).parts[2]!.title).toBe('Theirs')
})

test('a part that somebody took away while it was being changed is not lost in silence', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const opened = form((await agendaToEdit(ctx('nomsa'), { id })).parts)
  await arrangeAgenda.run(ctx('nomsa'), { id, remove: opened[0]!.id })
  // Who did not touch it loses nothing.
  await arrangeAgenda.run(ctx('nomsa'), { id, parts: opened })
  opened[0]!.title = 'Arrive, with tea'
  await expect(arrangeAgenda.run(ctx('nomsa'), { id, parts: opened })).rejects.toMatchObject({
    issues: [{ path: ['parts', 0, 'title'], code: 'agenda.removed-meanwhile' }],
  })
})

test('an agenda that is too long is kept and said; one click makes one as long as the other', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await arrangeAgenda.run(ctx('nomsa'), { id, added: { title: 'More', minutes: 30, mode: 'panel', lead: 'host' } })
  const long = await agendaToEdit(ctx('nomsa'), { id })
  expect(long.findings).toContainEqual({ kind: 'longer', minutes: 30, day: null })
  // Changing the title alone leaves such an agenda as it is.
  await changeEvent(ctx('nomsa'), { id, title: 'Another', minutes: 90 })
  expect((await agendaToEdit(ctx('nomsa'), { id })).total).toBe(120)
  await fitAgenda(ctx('nomsa'), { id, to: 'meeting' })
  expect((await agendaToEdit(ctx('nomsa'), { id })).total).toBe(90)
  await arrangeAgenda.run(ctx('nomsa'), {
    id,
    added: { title: 'Still more', minutes: 30, mode: 'panel', lead: 'host' },
  })
  await fitAgenda(ctx('nomsa'), { id, to: 'agenda' })
  expect(await eventPage(ctx('nomsa'), { id })).toMatchObject({ minutes: 120, ends_at: '2026-03-12T13:00:00Z' })
})

test('a meeting of thirty hours is refused, and so is an agenda that makes one', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await expect(
    arrangeAgenda.run(ctx('nomsa'), { id, added: { title: 'Endless', minutes: 1800, mode: 'panel', lead: 'host' } }),
  ).rejects.toMatchObject({ issues: [{ code: 'events.too-long' }] })
  await expect(
    planEvent.run(ctx('nomsa'), {
      format: 'webinar',
      title: 'Long',
      date: '2026-05-01',
      time: '09:00',
      minutes: '1800',
    }),
  ).rejects.toMatchObject({ issues: [{ path: ['minutes'], code: 'events.too-long' }] })
})

test('a new part on a third day makes the event last three days', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ format: 'annual-retreat', place: 'room' })
  const before = await eventPage(ctx('amina'), { id })
  await arrangeAgenda.run(ctx('nomsa'), {
    id,
    added: { title: 'Walk', minutes: 60, day: 3, mode: 'social', lead: 'host' },
  })
  const after = await eventPage(ctx('amina'), { id })
  expect([before.days, after.days]).toEqual([2, 3])
  expect(after.ends_at).toBe('2026-03-14T12:00:00Z')
})

test('somebody who leads two meetings at the same time is named', async ({ db }) => {
  const { ctx, plan, member } = await livingCalendar(db)
  const [id, other] = [await plan(), await plan({ title: 'At the same hour' })]
  const later = await plan({ title: 'After it', time: '14:30' })
  for (const each of [id, other, later])
    await leadSegment(ctx('nomsa'), { id: each, position: 4, member: member.amina })
  const { findings } = await agendaToEdit(ctx('nomsa'), { id })
  expect(findings.filter(({ kind }) => kind === 'two-places')).toEqual([
    {
      kind: 'two-places',
      who: 'Amina Otieno',
      what: 'Practice input',
      other: 'Practice input',
      where: 'At the same hour',
    },
  ])
})

test('the agendas of the catalogue have no fault of their own', () => {
  for (const { segments, duration_minutes, class: kind, interactive_share, name } of catalogue.formats) {
    const place = kind === 'discussion' ? 'writing' : 'room'
    const parts = segments.map((segment) => ({ day: 1, ...segment }))
    const found = findings({ minutes: duration_minutes, place }, parts, interactive_share)
    expect([name, found.filter(({ kind }) => kind !== 'no-break')]).toEqual([name, []])
  }
})

test('an hour and three quarters without a break is said, and so is too much listening', () => {
  const part = (minutes: number, mode: string) => ({ day: 1, minutes, title: 'x', mode })
  const event = { minutes: 120, place: 'online' }
  expect(findings(event, [part(60, 'plenary-presentation'), part(45, 'panel'), part(15, 'break')], 0.5)).toEqual([
    { kind: 'no-break', day: 1, minutes: 105 },
    { kind: 'listening', share: 45 / 105, least: 0.5 },
  ])
  expect(findings(event, [part(60, 'case'), part(15, 'break'), part(45, 'case')], 0.5)).toEqual([])
})

test('an agenda becomes the template of its format, and the one from before is a version', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await arrangeAgenda.run(ctx('nomsa'), { id, added: { title: 'A song', minutes: 5, mode: 'social', lead: 'members' } })
  await expect(saveAgendaAsTemplate(ctx('kagiso'), { id })).rejects.toMatchObject({ code: 'formats.tend' })
  await saveAgendaAsTemplate(ctx('nomsa'), { id })
  const format = await formatPage(ctx('amina'), { key: 'monthly-learning-session' })
  expect(format.segments.at(-1)!.title).toBe('A song')
  expect([format.minutes, format.versions.length]).toEqual([95, 2])
})

test('whoever does not hold the event does not see or touch the editor, and a note is for those who do', async ({
  db,
}) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  for (const attempt of [agendaToEdit(ctx('kagiso'), { id }), fitAgenda(ctx('kagiso'), { id, to: 'meeting' })])
    await expect(attempt).rejects.toMatchObject({ code: 'events.hold' })
  await expect(arrangeAgenda.run(ctx('joseph'), { id })).rejects.toMatchObject({ code: 'events.event' })
  await expect(arrangeAgenda.run(ctx(null), { id })).rejects.toMatchObject({ code: 'events.event' })
})

test('at the edge of a day a part goes over to the other day', () => {
  const parts = [
    { id: 'a', day: 1 },
    { id: 'b', day: 2 },
  ]
  expect(moved(parts, 'b', -1)).toEqual([
    { id: 'a', day: 1 },
    { id: 'b', day: 1 },
  ])
  expect(moved(parts, 'a', -1)).toEqual(parts)
})

test('the rows of a template are put into another order without being stored', () => {
  const rows = rearranged({
    parts: [{ title: 'a' }, { title: 'b' }, { title: 'c' }],
    up: '2',
    added: { title: 'd', day: '1' },
  })
  expect(rows.map((row) => (row as unknown as { title: string }).title)).toEqual(['a', 'c', 'b', 'd'])
})

test('a part is laid before or after another, on the day of that one, and what was typed is kept', async ({ db }) => {
  const parts = [
    { id: 'a', day: 1 },
    { id: 'b', day: 1 },
    { id: 'c', day: 2 },
  ]
  const said = (list: typeof parts) => list.map(({ id, day }) => `${id}${day}`).join(' ')
  expect(said(laid(parts, 'c', { before: 'a' }))).toBe('c1 a1 b1')
  expect(said(laid(parts, 'a', { after: 'b' }))).toBe('b1 a1 c2')
  expect(said(laid(parts, 'a', { before: 'c' }))).toBe('b1 a2 c2')
  for (const nowhere of [{ before: 'x' }, {}]) expect(said(laid(parts, 'a', nowhere))).toBe('a1 b1 c2')
  expect(said(laid(parts, 'x', { before: 'a' }))).toBe('a1 b1 c2')
  expect(said(laid(parts, 'a', { before: 'a' }))).toBe('a1 b1 c2')

  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const before = (await agendaToEdit(ctx('nomsa'), { id })).parts
  const typed = form(before)
  typed[0]!.title = 'Hello'
  await arrangeAgenda.run(ctx('nomsa'), { id, parts: typed, moved: before[0]!.id, after: before[2]!.id })
  const after = (await agendaToEdit(ctx('nomsa'), { id })).parts
  expect(after.map((part) => part.id)).toEqual([1, 2, 0, ...before.keys().drop(3)].map((n) => before[n]!.id))
  expect(after[2]!.title).toBe('Hello')
})
