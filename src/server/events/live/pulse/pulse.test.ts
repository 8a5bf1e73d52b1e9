import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, type LivingCalendar } from '#tests/support/events.ts'
import type { Kysely } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import { eventPage, markAttendance } from '../../index.ts'
import {
  findRoom,
  joinByCode,
  joinRoom,
  liveRoom,
  moveOn,
  openRoom,
  roomFor,
  startMeeting,
  endMeeting,
} from '../index.ts'
import { answerPulse, openPulseInRoom, pulseForm, pulseMarks, readPulseForDesk, readPulseForHand } from './index.ts'

/** A meeting of the hub or of everybody that has begun. */
async function running(world: LivingCalendar, circle?: string) {
  const id = await world.plan(circle ? { circle } : {})
  await openRoom(world.during('nomsa'), { id, door: 'anyone' })
  await startMeeting(world.during('nomsa'), { id })
  const shown = async () => readPulseForDesk(world.during('nomsa'), await roomFor(world.during('nomsa'), { id }))
  return { id, shown }
}

async function parts(db: Kysely<DB>, event: string): Promise<number> {
  return (await db.selectFrom('segment').select('position').where('event_id', '=', event).execute()).length
}

test('the last part of the agenda asks the pulse by itself, and no part before it', async ({ db }) => {
  const world = await livingCalendar(db)
  const { id, shown } = await running(world)
  const last = await parts(db, id)
  for (let from = 1; from < last; from++) {
    expect((await shown()).state).toBe('draft')
    await moveOn(world.during('nomsa'), { id, from })
  }
  expect(await shown()).toMatchObject({ state: 'open', answered: 0 })
})

test('a button asks it at any time, once; an event whose format asks nothing just goes on', async ({ db }) => {
  const world = await livingCalendar(db)
  const { id, shown } = await running(world)
  await openPulseInRoom(world.during('nomsa'), { id })
  await openPulseInRoom(world.during('nomsa'), { id })
  expect((await shown()).state).toBe('open')
  await db
    .updateTable('event_format')
    .set({ data: JSON.stringify({}) })
    .execute()
  const other = await running(world)
  expect((await other.shown()).state).toBe('none')
  await expect(openPulseInRoom(world.during('nomsa'), { id: other.id })).rejects.toMatchObject({
    code: 'pulse.no-questions',
  })
  for (let from = 1; from < (await parts(db, other.id)); from++)
    await moveOn(world.during('nomsa'), { id: other.id, from })
  expect((await other.shown()).state).toBe('none')
})

test('members and those without an account answer once each; only they themselves see that they did', async ({
  db,
}) => {
  const world = await livingCalendar(db)
  const { id, shown } = await running(world)
  await openPulseInRoom(world.during('nomsa'), { id })
  const amina = world.during('amina')
  await joinRoom(amina, { id })
  await answerPulse.run(amina, { id, said: { useful: '4', improve: 'Fewer slides' } })
  await expect(answerPulse.run(amina, { id, said: { useful: '1' } })).rejects.toMatchObject({ code: 'pulse.answered' })
  expect(await pulseMarks(amina, await roomFor(amina, { id }))).toEqual(['pulsed'])
  expect(await pulseMarks(world.during('kagiso'), await roomFor(world.during('kagiso'), { id }))).toEqual([])

  const { code } = await openRoom(world.during('nomsa'), { id })
  const stranger = { ...world.during(null), community: null }
  const { token } = await joinByCode(stranger, await findRoom(stranger, { code, address: null }), { name: 'Léa' })
  await answerPulse.run(world.during(null), { id, token, said: { useful: '5' } })
  expect((await shown()).answered).toBe(2)
  const hand = JSON.stringify(await readPulseForHand(amina, await roomFor(amina, { id })))
  expect(hand).not.toContain('Fewer slides')
  expect(JSON.stringify(await liveRoom(amina, { id }))).not.toContain('Fewer slides')
})

test('after the meeting those who were there still answer; others, strangers and other communities do not', async ({
  db,
}) => {
  const world = await livingCalendar(db)
  const { id } = await running(world, world.circles['mel-hub'].id)
  await openPulseInRoom(world.during('nomsa'), { id })
  await endMeeting(world.during('nomsa'), { id })
  await markAttendance(world.after('nomsa'), { id, present: [world.member.amina] })
  expect((await pulseForm(world.after('amina'), { id })).state).toBe('open')
  expect((await eventPage(world.after('amina'), { id })).leaves.pulse).toBe(true)
  await answerPulse.run(world.after('amina'), { id, said: { useful: '4' } })
  expect((await pulseForm(world.after('amina'), { id })).state).toBe('answered')
  await expect(answerPulse.run(world.after('nomsa'), { id, said: { useful: '4' } })).rejects.toMatchObject({
    code: 'live.join-first',
  })
  for (const name of ['kagiso', 'joseph', null] as const)
    await expect(answerPulse.run(world.after(name), { id, said: { useful: '4' } })).rejects.toMatchObject({
      kind: 'not-found',
    })
  await expect(openPulseInRoom(world.after('amina'), { id })).rejects.toMatchObject({ code: 'live.run-room' })
})

test('an agenda of one part asks nothing by itself', async ({ db }) => {
  const world = await livingCalendar(db)
  const id = await world.plan()
  await db.deleteFrom('segment').where('event_id', '=', id).where('position', '>', 1).execute()
  await openRoom(world.during('nomsa'), { id })
  await startMeeting(world.during('nomsa'), { id })
  const live = await roomFor(world.during('nomsa'), { id })
  expect((await readPulseForDesk(world.during('nomsa'), live)).state).toBe('draft')
})
