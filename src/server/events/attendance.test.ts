import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import {
  assignFacilitator,
  attendanceSheet,
  cancelEvent,
  closeEvent,
  eventPage,
  leadSegment,
  markAttendance,
  rsvp,
} from './index.ts'

test('the facilitator marks who was there, a walk-in too, and takes a wrong mark back', async ({ db }) => {
  const { ctx, during, member, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('kagiso'), { id, answer: 'maybe' })
  await rsvp(ctx('johan'), { id, answer: 'no' })
  const sheet = await attendanceSheet(during('sipho'), { id })
  expect(sheet.lines.map(({ name, answer }) => [name, answer])).toEqual([
    ['Amina Otieno', 'yes'],
    ['Kagiso Molefe', 'maybe'],
  ])
  expect((await attendanceSheet(during('sipho'), { id, search: 'fat' })).found.map(({ name }) => name)).toEqual([
    'Fatou Diop',
  ])

  expect(
    await markAttendance(during('sipho'), { id, present: [member.amina, member.kagiso, member.fatou], marked: [] }),
  ).toEqual({ added: 3, removed: 0, present: 3 })
  expect(
    await markAttendance.run(during('sipho'), {
      id,
      present: [member.amina],
      marked: [member.amina, member.kagiso],
      minutes: { [member.amina]: '85' },
    }),
  ).toEqual({ added: 0, removed: 1, present: 2 })
  const after = await attendanceSheet(during('sipho'), { id })
  expect(after.lines.filter(({ present }) => present).map(({ name, minutes }) => [name, minutes])).toEqual([
    ['Amina Otieno', 85],
    ['Fatou Diop', null],
  ])
})

test('a mark is dated by its event, not by when the facilitator found the time', async ({ db }) => {
  const { ctx, member, plan } = await livingCalendar(db)
  const id = await plan()
  const late = ctx('nomsa', { at: Temporal.Instant.from('2026-03-20T08:00:00Z') })
  await markAttendance(late, { id, present: [member.amina], marked: [] })
  const fact = await db.selectFrom('fact').selectAll().where('kind', '=', 'event.attended').executeTakeFirstOrThrow()
  expect([String(fact.at), fact.member_id, fact.subject_id]).toEqual(['2026-03-12T11:00:00Z', member.amina, id])
})

test('two facilitators with the same sheet do not undo each other', async ({ db }) => {
  const { during, member, plan } = await livingCalendar(db)
  const id = await plan()
  await markAttendance(during('sipho'), { id, present: [member.amina], marked: [] })
  // Nomsa opened her sheet before Sipho had marked Amina.
  await markAttendance(during('nomsa'), { id, present: [member.kagiso], marked: [] })
  expect(await eventPage(during('nomsa'), { id })).toMatchObject({ present: 2 })
})

test('nobody is marked before the doors open, for an event that was called off, or who is not a member', async ({
  db,
}) => {
  const { ctx, during, member, plan } = await livingCalendar(db)
  const id = await plan()
  await expect(markAttendance(ctx('nomsa'), { id, present: [member.amina], marked: [] })).rejects.toMatchObject({
    code: 'events.not-begun',
  })
  await expect(markAttendance(during('nomsa'), { id, present: [member.pieter], marked: [] })).rejects.toMatchObject({
    issues: [{ path: ['present'], code: 'events.member' }],
  })
  await cancelEvent(ctx('nomsa'), { id, reason: 'ill' })
  await expect(markAttendance(during('nomsa'), { id, present: [member.amina], marked: [] })).rejects.toMatchObject({
    code: 'events.cancelled',
  })
})

test('only whoever holds the event sees the sheet and closes it', async ({ db }) => {
  const { ctx, after, member, plan } = await livingCalendar(db)
  const id = await plan({ facilitator: member.kagiso })
  for (const name of ['amina', 'johan'] as const) {
    await expect(attendanceSheet(after(name), { id })).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(markAttendance(after(name), { id, present: [], marked: [] })).rejects.toMatchObject({
      kind: 'not-allowed',
    })
    await expect(closeEvent(after(name), { id })).rejects.toMatchObject({ kind: 'not-allowed' })
  }
  await expect(attendanceSheet(after('joseph'), { id })).rejects.toMatchObject({ kind: 'not-found' })
  await expect(closeEvent(ctx('kagiso'), { id })).rejects.toMatchObject({ code: 'events.not-begun' })
  await expect(closeEvent(after('kagiso'), { id })).rejects.toMatchObject({ code: 'events.nobody-marked' })
  await markAttendance(after('kagiso'), { id, present: [member.kagiso], marked: [] })
  await closeEvent(after('kagiso'), { id })
  expect(await eventPage(after('amina'), { id })).toMatchObject({ state: 'held', present: 1 })
})

test('leading counts for those who led and were there, once, also when they are marked after the event was closed', async ({
  db,
}) => {
  const { ctx, after, member, plan } = await livingCalendar(db)
  const id = await plan()
  await assignFacilitator(ctx('nomsa'), { id, member: member.sipho })
  await leadSegment(ctx('amina'), { id, position: 4 })
  await leadSegment(ctx('kagiso'), { id, position: 2 })
  await markAttendance(after('sipho'), { id, present: [member.sipho, member.amina], marked: [] })
  await closeEvent(after('sipho'), { id })
  await closeEvent(after('sipho'), { id })
  const led = async () =>
    (await db.selectFrom('fact').select('member_id').where('kind', '=', 'event.led').orderBy('id').execute()).map(
      (fact) => fact.member_id,
    )
  expect(new Set(await led())).toEqual(new Set([member.sipho, member.amina]))
  await markAttendance(after('sipho'), { id, present: [member.kagiso], marked: [] })
  expect(new Set(await led())).toEqual(new Set([member.sipho, member.amina, member.kagiso]))
  expect(await led()).toHaveLength(3)
})

test('a member takes a part that nobody leads and gives it back; others are given one only by whoever holds the event', async ({
  db,
}) => {
  const { ctx, member, plan } = await livingCalendar(db)
  const id = await plan()
  await leadSegment(ctx('amina'), { id, position: 4 })
  await expect(leadSegment(ctx('kagiso'), { id, position: 4 })).rejects.toMatchObject({ code: 'events.lead-part' })
  await expect(leadSegment(ctx('kagiso'), { id, position: 2, member: member.johan })).rejects.toMatchObject({
    issues: [{ code: 'events.not-for-others' }],
  })
  await leadSegment(ctx('amina'), { id, position: 4, member: 'nobody' })
  await leadSegment(ctx('nomsa'), { id, position: 4, member: member.fatou })
  expect((await eventPage(ctx('kagiso'), { id })).parts[3]).toMatchObject({
    leader: { name: 'Fatou Diop' },
    may: { take: false, giveBack: false },
  })
  await expect(leadSegment(ctx('nomsa'), { id, position: 40 })).rejects.toMatchObject({ kind: 'not-found' })
})
