import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import {
  attendanceSheet,
  checkIn,
  checkInAsGuest,
  closeEvent,
  endMeeting,
  eventPage,
  guestPage,
  importAttendance,
  markAttendance,
  openRoom,
  readCheckIn,
  roomFor,
  startMeeting,
} from '../index.ts'
import { hashOf, newId } from '../../foundations/id.ts'
import { checkInCode } from './code.ts'

test('whoever types the code that is read out is counted, once, however it is typed', async ({ db }) => {
  const { ctx, during, plan, member } = await livingCalendar(db)
  const id = await plan()
  const { code } = await attendanceSheet(during('sipho'), { id })
  expect(code).toMatch(/^\d{4}$/)
  expect(code).not.toMatch(/(\d)\1/)
  expect((await eventPage(during('amina'), { id })).may.checkIn).toBe(true)
  const arabic = [...code!].map((figure) => '٠١٢٣٤٥٦٧٨٩'[Number(figure)]).join(' ')
  expect(await checkIn(during('amina'), { id, code: arabic })).toEqual({ here: true })
  expect(await checkIn(during('amina'), { id, code: code! })).toEqual({ here: true })
  expect(await eventPage(during('amina'), { id })).toMatchObject({
    attended: true,
    present: 1,
    may: { checkIn: false },
  })
  const facts = await db.selectFrom('fact').select('member_id').where('kind', '=', 'event.attended').execute()
  expect(facts).toEqual([{ member_id: member.amina }])
  expect((await eventPage(ctx('amina'), { id })).may.checkIn).toBe(false)
})

test('wrong codes are answered, and after a few of them no code is taken for a while', async ({ db }) => {
  const { during, plan } = await livingCalendar(db)
  const id = await plan()
  const right = checkInCode(during('amina'), id)
  const wrong = right === '0909' ? '1010' : '0909'
  for (let i = 0; i < 6; i++) expect(await checkIn(during('amina'), { id, code: wrong })).toEqual({ here: false })
  await expect(checkIn(during('amina'), { id, code: right })).rejects.toMatchObject({ kind: 'too-many' })
  // Kagiso is not to blame for it, and neither is Amina a while later.
  expect(await checkIn(during('kagiso'), { id, code: right })).toEqual({ here: true })
  const later = { ...during('amina'), now: during('amina').now.add({ minutes: 12 }) }
  expect(await checkIn(later, { id, code: right })).toEqual({ here: true })
})

test('it is open from a quarter of an hour before until the end, for whoever may come', async ({ db }) => {
  const { ctx, after, during, plan, circles } = await livingCalendar(db)
  const id = await plan()
  const code = checkInCode(during('amina'), id)
  await expect(checkIn(ctx('amina'), { id, code })).rejects.toMatchObject({ code: 'attendance.check-in-closed' })
  await expect(checkIn(after('amina'), { id, code })).rejects.toMatchObject({ code: 'attendance.check-in-closed' })
  expect(await checkIn(ctx('amina', { at: sessionStart.subtract({ minutes: 15 }) }), { id, code })).toEqual({
    here: true,
  })
  const hub = await plan({ circle: circles['mel-hub'].id })
  await expect(checkIn(during('kagiso'), { id: hub, code: checkInCode(during('kagiso'), hub) })).rejects.toMatchObject({
    kind: 'not-found',
  })
  const open = await plan({ public: true })
  for (const stranger of [during('joseph'), during(null)])
    await expect(checkIn(stranger, { id: open, code })).rejects.toMatchObject({ kind: 'not-allowed' })
})

test('once a meeting was ended or closed nobody is asked whether they are there', async ({ db }) => {
  const { during, plan, member } = await livingCalendar(db)
  const id = await plan()
  const code = checkInCode(during('amina'), id)
  await openRoom(during('sipho'), { id })
  await startMeeting(during('sipho'), { id })
  const asked = async () => (await readCheckIn(during('amina'), await roomFor(during('amina'), { id }))).on
  expect(await asked()).toBe(true)
  await endMeeting(during('sipho'), { id })
  expect(await asked()).toBe(false)
  await markAttendance(during('sipho'), { id, present: [member.kagiso] })
  await closeEvent(during('sipho'), { id })
  expect((await eventPage(during('amina'), { id })).may.checkIn).toBe(false)
  await expect(checkIn(during('amina'), { id, code })).rejects.toMatchObject({ code: 'attendance.check-in-closed' })
})

test('the minutes of a report are added to who checked in, and too short a time there takes nothing away', async ({
  db,
}) => {
  const { during, after, plan } = await livingCalendar(db)
  const id = await plan()
  const code = checkInCode(during('amina'), id)
  await checkIn(during('amina'), { id, code })
  await checkIn(during('fatou'), { id, code })
  const text = 'Name,Email,Duration (Minutes)\nAmina Otieno,amina@example.org,80\nFatou Diop,fatou@example.org,12\n'
  await importAttendance(after('sipho'), { id, text })
  const rows = await db.selectFrom('attendance').select(['minutes', 'source']).orderBy('minutes').execute()
  expect(rows).toEqual([
    { minutes: 80, source: 'check-in' },
    { minutes: null, source: 'check-in' },
  ])
})

test('a guest checks in from their own page, is on the sheet and in reports, and counts for nobody’s promises', async ({
  db,
}) => {
  const { during, after, ctx, plan, community } = await livingCalendar(db)
  const id = await plan({ public: true })
  const guests = ['Tendai Moyo', 'Lerato Khumalo'].map((name) => ({
    community_id: community.id,
    event_id: id,
    id: newId(ctx('nomsa').now),
    name,
    email: `${name.split(' ')[0]!.toLowerCase()}@example.net`,
    token_hash: hashOf(`the secret of ${name}`),
    answer: 'yes',
    at: ctx('nomsa').now,
    consented_at: ctx('nomsa').now,
    confirmed_at: ctx('nomsa').now,
  }))
  await db.insertInto('guest').values(guests).execute()
  const code = checkInCode(during(null), id)
  const token = 'the secret of Tendai Moyo'
  expect((await guestPage(during(null), { token })).may.checkIn).toBe(true)
  expect(await checkInAsGuest(during(null), { token, code: '1' })).toEqual({ here: false })
  expect(await checkInAsGuest(during(null), { token, code })).toEqual({ here: true })
  expect((await guestPage(during(null), { token })).may.checkIn).toBe(false)
  expect((await guestPage(ctx(null), { token })).may.checkIn).toBe(false)
  await importAttendance(after('sipho'), {
    id,
    text: 'Name,Email,Duration (Minutes)\nLerato K,lerato@example.net,70\nTendai,tendai@example.net,80\n',
  })
  const sheet = async () =>
    (await attendanceSheet(after('sipho'), { id })).guests.map(({ name, present, minutes }) => [name, present, minutes])
  expect(await sheet()).toEqual([
    ['Lerato Khumalo', true, 70],
    ['Tendai Moyo', true, 80],
  ])
  expect(await eventPage(after('amina'), { id })).toMatchObject({ present: 2 })
  await markAttendance(after('sipho'), { id, guests: [guests[0]!.id], guests_marked: guests.map((guest) => guest.id) })
  await importAttendance(after('sipho'), {
    id,
    text: 'Name,Email,Duration (Minutes)\nLerato K,lerato@example.net,75\n',
  })
  expect(await sheet()).toEqual([
    ['Lerato Khumalo', false, null],
    ['Tendai Moyo', true, 80],
  ])
  await expect(markAttendance(after('sipho'), { id, guests: [newId(ctx('nomsa').now)] })).rejects.toMatchObject({
    kind: 'invalid',
  })
  expect(await db.selectFrom('attendance').selectAll().execute()).toEqual([])
})
