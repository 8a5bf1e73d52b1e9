import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import {
  answerAsGuest,
  askAsGuest,
  joinAsGuest,
  joinRoom,
  markAttendance,
  openRoom,
  rsvp,
  startMeeting,
} from '../index.ts'
import { closing, recordPage, wrapUp } from './index.ts'

test('whoever was in the live room is proposed as there, whoever said yes as maybe; ticked, they are marked with the closing', async ({
  db,
}) => {
  const { ctx, during, after, member, plan } = await livingCalendar(db)
  const id = await plan({ public: true, guests: true })
  for (const name of ['amina', 'kagiso', 'zanele'] as const) await rsvp(ctx(name), { id, answer: 'yes' })
  const visit = { address: '203.0.113.7', userAgent: null, cookie: null }
  await askAsGuest(ctx(null), visit, { id, name: 'Tendai', email: 'tendai@example.net', consent: 'on' })
  const { text } = await db
    .selectFrom('mail')
    .select('text')
    .where('to_address', '=', 'tendai@example.net')
    .executeTakeFirstOrThrow()
  const token = /\/guest\/([\w-]+)/.exec(text)![1]!
  await answerAsGuest(ctx(null), { token, answer: 'yes' })
  await openRoom(during('sipho'), { id })
  await startMeeting(during('sipho'), { id })
  for (const name of ['amina', 'sipho'] as const) await joinRoom(during(name), { id })
  await joinAsGuest(during(null), { token })
  await markAttendance(after('nomsa'), { id, present: [member.zanele] })

  const { candidates, people, present } = await closing(after('nomsa'), { id })
  expect(present).toBe(1)
  expect(candidates.members.map(({ name, in_room, answer }) => [name, in_room, answer])).toEqual([
    ['Amina Otieno', true, 'yes'],
    ['Sipho Ndlovu', true, null],
    ['Kagiso Molefe', false, 'yes'],
  ])
  expect(candidates.guests).toMatchObject([{ name: 'Tendai', in_room: true }])
  expect(people.map(({ name }) => name)).toEqual(['Amina Otieno', 'Kagiso Molefe', 'Sipho Ndlovu', 'Zanele Mthembu'])

  const ticked = { present: [member.amina, member.sipho], guests: candidates.guests[0]!.id }
  const actions = [{ text: 'Send the test', owner: member.amina, due_on: '2026-03-26' }]
  await expect(
    wrapUp.run(after('nomsa'), { id, ...ticked, actions: [{ ...actions[0], due_on: 'soon' }], publish: 'on' }),
  ).rejects.toMatchObject({ kind: 'invalid' })
  expect(await db.selectFrom('attendance').select('member_id').execute()).toHaveLength(1)
  await wrapUp.run(after('nomsa'), { id, ...ticked, actions, publish: 'on' })
  const page = await recordPage(after('nomsa'), { id })
  expect(page.published!.sections.find(({ key }) => key === 'attendance')!.text).toContain('3 members were there')
  expect(await db.selectFrom('guest_attendance').select('guest_id').execute()).toHaveLength(1)
  expect((await closing(after('nomsa'), { id })).candidates).toEqual({ members: [], guests: [] })
})

test('nobody ticks people of another community, and only whoever holds the event ticks anybody', async ({ db }) => {
  const { after, member, plan } = await livingCalendar(db)
  const id = await plan()
  await expect(wrapUp.run(after('nomsa'), { id, present: [id] })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(wrapUp.run(after('kagiso'), { id, present: [member.kagiso] })).rejects.toMatchObject({
    code: 'events.hold',
  })
})
