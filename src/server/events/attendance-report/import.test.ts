import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import {
  attendanceReports,
  attendanceSheet,
  closeEvent,
  importAttendance,
  markAttendance,
  readAttendanceReport,
  takeReportBack,
  textOf,
} from '../index.ts'

const example = (name: string) =>
  textOf(readFileSync(new URL(`../../../../examples/attendance/${name}`, import.meta.url)))
const zoom = example('zoom-with-meeting.csv')

test('the dry run recognises addresses, names turned round and names of devices, proposes near ones, and writes nothing', async ({
  db,
}) => {
  const { after, plan, member } = await livingCalendar(db)
  const id = await plan()
  const looked = await readAttendanceReport(after('sipho'), { id, text: zoom })
  expect(looked).toMatchObject({ product: 'zoom', people: 8, threshold: 45, otherDay: null, known: false })
  expect(
    looked.lines.map(({ name, how, minutes, enough, who }) => [name, how, minutes, enough, who?.id ?? null]),
  ).toEqual([
    ['Nomsa Dlamini', 'address', 96, true, member.nomsa],
    ['Amina O. (Amina Otieno)', 'address', 86, true, member.amina],
    ['Molefe, Kagiso', 'name', 81, true, member.kagiso],
    ['Fatou Diop | Observatoire', 'name', 14, false, member.fatou],
    ["Sipho's iPhone (Sipho Ndlovu)", 'name', 93, true, member.sipho],
    ['Zanele Mtembu', 'near', 80, true, null],
    ['Zoom user', 'unknown', 35, false, null],
    ['27 82 555 0147', 'unknown', 68, true, null],
  ])
  expect(looked.lines[5]!.proposals.map(({ name }) => name)).toEqual(['Zanele Mthembu'])
  expect(await db.selectFrom('attendance').selectAll().execute()).toEqual([])
  expect(await db.selectFrom('attendance_report').selectAll().execute()).toEqual([])
})

test('what was decided is remembered for the next report, and the same report again changes nothing', async ({
  db,
}) => {
  const { after, plan, member } = await livingCalendar(db)
  const id = await plan()
  const decide = { p5: { who: member.zanele }, p6: { who: 'nobody' }, p7: { who: '', other: 'johan botha' } }
  expect(await importAttendance(after('sipho'), { id, text: zoom, decide })).toEqual({
    added: 6,
    present: 6,
    short: 1,
    open: 0,
  })
  const rows = () =>
    db.selectFrom('attendance').select(['member_id', 'minutes', 'source']).orderBy('member_id').execute()
  const facts = () => db.selectFrom('fact').select('member_id').where('kind', '=', 'event.attended').execute()
  const before = await rows()
  expect(before).toHaveLength(6)
  expect(await importAttendance(after('nomsa'), { id, text: zoom })).toEqual({
    added: 0,
    present: 6,
    short: 1,
    open: 0,
  })
  expect(await rows()).toEqual(before)
  expect(await facts()).toHaveLength(6)
  expect((await attendanceReports(after('sipho'), { id })).reports).toMatchObject([
    { people: 8, found: 7, by: 'Sipho Ndlovu' },
  ])

  const next = await plan()
  const looked = await readAttendanceReport(after('nomsa'), { id: next, text: zoom })
  expect(looked.lines.slice(5).map(({ how, who }) => [how, who?.name ?? null])).toEqual([
    ['decided', 'Zanele Mthembu'],
    ['nobody', null],
    ['decided', 'Johan Botha'],
  ])
  const kept = JSON.stringify(await db.selectFrom('attendance_decision').selectAll().execute())
  expect(kept).not.toMatch(/Zoom user|555 0147|Mtembu/)
})

test('a mark by hand wins: its minutes stay, and who was taken off is not brought back', async ({ db }) => {
  const { after, plan, member } = await livingCalendar(db)
  const id = await plan()
  await markAttendance(after('sipho'), {
    id,
    present: [member.amina, member.kagiso, member.fatou],
    minutes: { [member.amina]: 20 },
  })
  await importAttendance(after('sipho'), { id, text: zoom })
  const sheet = async () =>
    Object.fromEntries(
      (await attendanceSheet(after('sipho'), { id })).lines.map(({ name, minutes }) => [name, minutes]),
    )
  // Amina's minutes were known; Kagiso's were not; Fatou was too short for the report, but somebody saw her.
  expect(await sheet()).toMatchObject({ 'Amina Otieno': 20, 'Kagiso Molefe': 81, 'Fatou Diop': null })
  await markAttendance(after('sipho'), { id, present: [], marked: [member.sipho] })
  await importAttendance(after('sipho'), { id, text: `${zoom}\r\n` })
  expect(await sheet()).not.toHaveProperty('Sipho Ndlovu')
  await markAttendance(after('sipho'), { id, present: [member.sipho] })
  expect(await sheet()).toHaveProperty('Sipho Ndlovu')
})

test('a meeting that broke off has two reports: minutes that both tell of count once', async ({ db }) => {
  const { after, plan, member } = await livingCalendar(db)
  const id = await plan()
  const head = 'Name,Email,Join time,Leave time\n'
  const line = (from: string, to: string) => `Amina Otieno,amina@example.org,2026-03-12 ${from},2026-03-12 ${to}\n`
  await importAttendance(after('sipho'), { id, text: head + line('13:00', '13:30') })
  expect(await db.selectFrom('attendance').selectAll().execute()).toEqual([])
  await importAttendance(after('sipho'), { id, text: head + line('13:20', '13:50') })
  expect(await db.selectFrom('attendance').select(['member_id', 'minutes']).execute()).toEqual([
    { member_id: member.amina, minutes: 50 },
  ])
})

test('another threshold is kept for the format, and a report can be taken back with the marks that only it made', async ({
  db,
}) => {
  const { after, plan, member } = await livingCalendar(db)
  const id = await plan()
  await markAttendance(after('sipho'), { id, present: [member.amina] })
  expect(await importAttendance(after('sipho'), { id, text: zoom, threshold: 10 })).toMatchObject({
    added: 4,
    short: 0,
    open: 3,
  })
  expect((await attendanceReports(after('sipho'), { id: await plan() })).threshold).toBe(10)
  const [report] = (await attendanceReports(after('sipho'), { id })).reports
  expect(await takeReportBack(after('sipho'), { id, report: report!.id })).toEqual({ removed: 4 })
  expect((await db.selectFrom('attendance').select('member_id').execute()).map((row) => row.member_id)).toEqual([
    member.amina,
  ])
  await expect(takeReportBack(after('sipho'), { id, report: report!.id })).rejects.toMatchObject({ kind: 'not-found' })
  // It was the report that was wrong, not who it named: the right one marks them again.
  expect(await importAttendance(after('sipho'), { id, text: zoom, threshold: 45 })).toMatchObject({ added: 3 })
  expect((await attendanceReports(after('sipho'), { id: await plan() })).threshold).toBe(45)
})

test('a report of another day is told, one of no people refused, and names that are nobody’s or several people’s', async ({
  db,
}) => {
  const { after, plan, person } = await livingCalendar(db)
  const id = await plan()
  const other = zoom.replaceAll('03/12/2026', '02/12/2026')
  expect(await readAttendanceReport(after('sipho'), { id, text: other })).toMatchObject({ otherDay: '2026-02-12' })
  await expect(readAttendanceReport(after('sipho'), { id, text: 'no table here' })).rejects.toMatchObject({
    code: 'attendance.unreadable',
  })
  await expect(
    importAttendance(after('sipho'), { id, text: zoom, decide: { p7: { other: 'Nobody Atall' } } }),
  ).rejects.toMatchObject({
    issues: [{ path: ['decide', 'p7', 'other'], code: 'attendance.nobody-called' }],
  })
  await db.updateTable('person').set({ name: 'Kagiso Molefe' }).where('id', '=', person.johan).execute()
  const looked = await readAttendanceReport(after('sipho'), { id, text: zoom })
  expect(looked.lines[2]).toMatchObject({ how: 'several', who: null })
  expect(looked.lines[2]!.proposals).toHaveLength(2)
  expect(await db.selectFrom('attendance').selectAll().execute()).toEqual([])
})

test('only whoever holds the event takes reports in, and those who led are counted when they come by one', async ({
  db,
}) => {
  const { ctx, after, plan, member } = await livingCalendar(db)
  const id = await plan({ facilitator: member.kagiso })
  for (const name of ['amina', 'johan'] as const) {
    await expect(readAttendanceReport(after(name), { id, text: zoom })).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(importAttendance(after(name), { id, text: zoom })).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(attendanceReports(after(name), { id })).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(takeReportBack(after(name), { id, report: id })).rejects.toMatchObject({ kind: 'not-allowed' })
  }
  for (const stranger of [after('joseph'), after(null)]) {
    await expect(importAttendance(stranger, { id, text: zoom })).rejects.toMatchObject({ kind: 'not-found' })
  }
  await expect(importAttendance(ctx('kagiso'), { id, text: zoom })).rejects.toMatchObject({ code: 'events.not-begun' })
  await markAttendance(after('kagiso'), { id, present: [member.johan] })
  await closeEvent(after('kagiso'), { id })
  await importAttendance(after('kagiso'), { id, text: zoom })
  const led = await db.selectFrom('fact').select('member_id').where('kind', '=', 'event.led').execute()
  expect(led.map((fact) => fact.member_id)).toEqual([member.kagiso])
})
