import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import {
  addMinutes,
  endMeeting,
  findRoom,
  joinByCode,
  joinRoom,
  liveRoom,
  moveBack,
  moveOn,
  openRoom,
  startMeeting,
} from './index.ts'

test('a facilitator opens a room once and gets a short code without signs that look alike', async ({ db }) => {
  const { during, plan } = await livingCalendar(db)
  const id = await plan()
  const opened = await openRoom(during('nomsa'), { id })
  expect(opened).toEqual({ code: expect.stringMatching(/^[ACDEFGHJKMNPQRTWXY34679]{6}$/), door: 'members' })
  expect(await openRoom(during('sipho'), { id, door: 'anyone' })).toEqual({ code: opened.code, door: 'anyone' })
})

test('a room is not for strangers, other communities or other circles, and only its holders run it', async ({ db }) => {
  const { during, plan, circles } = await livingCalendar(db)
  const id = await plan({ circle: circles['mel-hub'].id })
  await openRoom(during('nomsa'), { id, door: 'anyone' })
  for (const name of ['kagiso', 'joseph', null] as const)
    await expect(liveRoom(during(name), { id }), String(name)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(openRoom(during('amina'), { id })).rejects.toMatchObject({ code: 'live.run-room' })
  await expect(startMeeting(during('amina'), { id })).rejects.toMatchObject({ code: 'live.run-room' })
  await joinRoom(during('amina'), { id })
  expect((await liveRoom(during('amina'), { id })).me).toMatchObject({ name: 'Amina Otieno', isMember: true })
})

test('a member who joins twice is there once', async ({ db }) => {
  const { during, plan } = await livingCalendar(db)
  const id = await plan()
  await openRoom(during('nomsa'), { id })
  const first = await joinRoom(during('kagiso'), { id })
  expect(await joinRoom(during('kagiso'), { id })).toEqual(first)
  expect(await db.selectFrom('fact').select('kind').where('kind', '=', 'live.joined').execute()).toHaveLength(1)
})

test('by the code anybody comes in, under a name or none, and is known by a secret; where the door is for members nobody does', async ({
  db,
}) => {
  const { during, plan } = await livingCalendar(db)
  const id = await plan()
  const { code } = await openRoom(during('nomsa'), { id, door: 'anyone' })
  const stranger = { ...during(null), community: null }
  const found = await findRoom(stranger, {
    code: ` ${code.slice(0, 3).toLowerCase()} - ${code.slice(3)}`,
    address: null,
  })
  expect(found).toMatchObject({ door: 'anyone', event: { id } })
  const { token } = await joinByCode(stranger, found, { name: ' Léa ' })
  expect(await joinByCode(stranger, found, { name: 'Léa B.' }, token)).toEqual({ token, isNew: false })
  expect((await liveRoom(during(null), { id, token })).me).toEqual({
    id: expect.any(String),
    name: 'Léa B.',
    isMember: false,
  })
  await expect(liveRoom(during(null), { id, token: 'made up' })).rejects.toMatchObject({ kind: 'not-found' })
  const { token: nameless } = await joinByCode(stranger, found, { name: '' })
  expect((await liveRoom(during(null), { id, token: nameless })).me?.name).toBeNull()
  expect(
    await db.selectFrom('fact').select(['actor_id', 'member_id']).where('kind', '=', 'live.joined').execute(),
  ).toEqual([
    { actor_id: null, member_id: null },
    { actor_id: null, member_id: null },
  ])
  await openRoom(during('nomsa'), { id, door: 'members' })
  await expect(joinByCode(stranger, { ...found, door: 'members' }, {})).rejects.toMatchObject({
    code: 'live.members-only',
  })
})

test('a code ends with its meeting, or three hours after its event, and guessing is stopped', async ({ db }) => {
  const { during, ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const { code } = await openRoom(during('nomsa'), { id, door: 'anyone' })
  const find = (at: Temporal.Instant, typed = code) =>
    findRoom({ ...ctx(null, { at }), community: null }, { code: typed, address: '203.0.113.7' })
  await expect(find(sessionStart.add({ hours: 6 }))).rejects.toMatchObject({
    issues: [{ path: ['code'], code: 'live.code' }],
  })
  await find(sessionStart)
  for (let i = 0; i < 119; i++) await find(sessionStart, 'AAAAAA').catch(() => undefined)
  await expect(find(sessionStart, 'AAAAAA')).rejects.toMatchObject({ code: 'people.too-many' })
  await expect(find(sessionStart)).rejects.toMatchObject({ code: 'people.too-many' })

  await startMeeting(during('nomsa'), { id })
  await endMeeting(during('nomsa'), { id })
  await expect(find(sessionStart.add({ hours: 1 }))).rejects.toMatchObject({ kind: 'invalid' })
  await expect(joinRoom(during('kagiso'), { id })).rejects.toMatchObject({ code: 'live.over' })
})

test('the clock moves on, back and gives more time, and says how far the meeting is from its plan', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({
    minutes: 60,
    agenda: [20, 30, 10].map((minutes, i) => ({
      day: 1,
      minutes,
      title: `Part ${i + 1}`,
      purpose: null,
      mode: 'plenary',
      lead: 'facilitator',
    })),
  })
  const at = (minutes: number) => ctx('nomsa', { at: sessionStart.add({ minutes }) })
  await openRoom(at(-30), { id })
  await expect(startMeeting(at(-45), { id })).rejects.toMatchObject({ code: 'events.not-begun' })
  await startMeeting(at(5), { id })
  const clock = async (minutes: number) => (await liveRoom(at(minutes), { id })).clock
  expect((await clock(6)).now).toMatchObject({
    position: 1,
    until: '2026-03-12T11:25:00Z',
    plannedUntil: '2026-03-12T11:20:00Z',
  })
  await addMinutes(at(10), { id, from: 1, minutes: 5 })
  await moveOn(at(32), { id, from: 1 })
  // Somebody else pressed at the same moment: one step was meant.
  await expect(moveOn(at(32), { id, from: 1 })).rejects.toMatchObject({ code: 'live.moved-on' })
  expect(await clock(33)).toMatchObject({
    now: { position: 2, until: '2026-03-12T12:02:00Z', plannedUntil: '2026-03-12T11:50:00Z' },
    next: { position: 3 },
  })
  expect(await moveBack(at(33), { id, from: 2 })).toEqual({ position: 1 })
  expect((await clock(34)).now).toMatchObject({ position: 1, until: '2026-03-12T11:30:00Z' })
  await moveOn(at(34), { id, from: 1 })
  await moveOn(at(60), { id, from: 2 })
  await expect(moveOn(at(61), { id, from: 3 })).rejects.toMatchObject({ code: 'live.last-part' })
  await endMeeting(at(70), { id })
  expect(await clock(71)).toMatchObject({ state: 'over', now: null })
  expect(await moveBack(at(72), { id, from: 0 })).toEqual({ position: 3 })
  const after = await liveRoom(at(73), { id })
  expect(after).toMatchObject({
    state: 'open',
    code: expect.any(String),
    clock: { state: 'running', now: { position: 3 } },
  })
})
