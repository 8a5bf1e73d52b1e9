import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import type { Kysely } from 'kysely'
import type { DB } from '../../database.gen.ts'
import type { Name } from '#tests/support/people.ts'
import {
  addMinutes,
  askPositionsAgain,
  endMeeting,
  findRoom,
  joinByCode,
  moveBack,
  moveOn,
  openRoom,
  positionMarks,
  positionsGroup,
  preBrief,
  readPositionsForDesk,
  readPositionsForHand,
  readPositionsForWall,
  roomFor,
  sendPreBrief,
  showShift,
  startMeeting,
  takePosition,
  writePreBrief,
} from '../index.ts'

const hub = ['nomsa', 'sipho', 'zanele', 'amina'] as const
const minute = (n: number) => ({ at: sessionStart.add({ minutes: n }) })

/** A debate of the whole community in a live room that was opened; its pre-brief went to the hub. */
async function debate(db: Kysely<DB>, more: object = {}) {
  const world = await livingCalendar(db)
  const id = await world.plan({ format: 'cop-meeting-with-panel', title: 'Tests that teachers use' })
  const nomsa = world.ctx('nomsa')
  await writePreBrief.run(nomsa, { id, text: 'Text', statements: 'Schools should own the test\n', ...more })
  await sendPreBrief(nomsa, { id, edition: 0, to: 'everybody' })
  const statement = (await preBrief(nomsa, { id })).positions!.statements[0]!.id
  const { code } = await openRoom(world.ctx('nomsa', minute(-10)), { id, door: 'anyone' })
  const say = (name: Name, value: number, at: number) =>
    takePosition.run(world.ctx(name, minute(at)), { id, positions: [{ statement, value }] })
  const hand = async (name: Name, at: number) => {
    const ctx = world.ctx(name, minute(at))
    const live = await roomFor(ctx, { id })
    return readPositionsForHand(ctx, live, await positionsGroup(ctx, live))
  }
  const desk = async (at: number) => {
    const ctx = world.ctx('nomsa', minute(at))
    return (await readPositionsForDesk(ctx, await roomFor(ctx, { id })))!
  }
  const wall = async (at: number) => {
    const ctx = world.ctx('nomsa', minute(at))
    return readPositionsForWall(ctx, await roomFor(ctx, { id }))
  }
  const start = () => startMeeting(world.ctx('nomsa', minute(5)), { id })
  const on = (from: number, at: number) => moveOn(world.ctx('nomsa', minute(at)), { id, from })
  return { ...world, id, code: code!, statement, say, hand, desk, wall, start, on }
}

test('before lasts until the debate begins in the room, however late that is; then nobody changes what they said', async ({
  db,
}) => {
  const { say, start, on, hand, desk, ctx, id } = await debate(db)
  expect((await desk(10)).stage).toBe('before')
  expect((await desk(20)).stage).toBe('between')
  await start()
  for (const part of [1, 2]) await on(part, 15)
  expect((await hand('amina', 30))!.stage).toBe('before')
  await say('amina', 2, 30)
  await on(3, 31)
  expect(await hand('amina', 32)).toBeNull()
  await expect(say('amina', 3, 32)).rejects.toMatchObject({ code: 'positions.between' })
  await moveBack(ctx('nomsa', minute(33)), { id, from: 4 })
  await say('amina', 3, 33)
})

test('a button asks again at the end of the debate; the wall shows the shift until the meeting moves on', async ({
  db,
}) => {
  const { say, start, on, desk, wall, hand, ctx, id } = await debate(db)
  for (const [i, name] of hub.entries()) await say(name, i + 1, -5)
  await start()
  for (const part of [1, 2, 3]) await on(part, 10)
  expect(await desk(12)).toMatchObject({ stage: 'between', said: 4, shifts: [{ shift: { before: [1, 1, 1, 1, 0] } }] })
  await expect(showShift(ctx('nomsa', minute(12)), { id })).rejects.toMatchObject({ code: 'positions.too-early' })
  await askPositionsAgain(ctx('nomsa', minute(40)), { id })
  await askPositionsAgain(ctx('nomsa', minute(41)), { id })
  for (const name of hub) await say(name, 5, 42)
  expect(await wall(43)).toMatchObject({ stage: 'after', said: 4, statements: [], shifts: [] })
  expect(await hand('amina', 43)).toMatchObject({ stage: 'after', shifts: [] })
  await showShift(ctx('nomsa', minute(44)), { id })
  const shift = { after: [0, 0, 0, 0, 4], moved: { towards: 4, away: 0, unchanged: 0 } }
  expect(await wall(45)).toMatchObject({ stage: 'closed', shifts: [{ shift }] })
  expect(await hand('kagiso', 45)).toMatchObject({ stage: 'closed', shifts: [{ shift }] })
  await on(4, 46)
  expect(await wall(47)).toBeNull()
  await expect(askPositionsAgain(ctx('nomsa', minute(48)), { id })).rejects.toMatchObject({ code: 'positions.closed' })
})

test('the last part of the agenda asks again by itself', async ({ db }) => {
  const { start, on, desk } = await debate(db)
  await start()
  for (let part = 1; part < 8; part++) await on(part, 10)
  expect((await desk(11)).stage).toBe('between')
  await on(8, 12)
  expect((await desk(13)).stage).toBe('after')
})

test('fewer than four answers show nothing but how many; a reason is read on the page, never in the room', async ({
  db,
}) => {
  const { say, start, ctx, id, wall, statement, desk } = await debate(db)
  await say('amina', 2, -5)
  await start()
  await askPositionsAgain(ctx('nomsa', minute(40)), { id })
  for (const name of ['amina', 'sipho', 'zanele'] as const) await say(name, 4, 41)
  const positions = [{ statement, value: 4, why: 'The cost of the baseline' }]
  await takePosition.run(ctx('amina', minute(42)), { id, positions })
  await say('amina', 4, 43)
  const shown = await preBrief(ctx('amina', minute(43)), { id })
  expect(shown.positions!.statements[0]!.mine).toEqual({ value: 4, why: 'The cost of the baseline' })
  await say('amina', 5, 44)
  expect((await preBrief(ctx('amina', minute(44)), { id })).positions!.statements[0]!.mine!.why).toBeNull()
  await takePosition.run(ctx('amina', minute(44)), { id, positions })
  await showShift(ctx('nomsa', minute(45)), { id })
  expect(await wall(46)).toMatchObject({
    said: 3,
    shifts: [{ shift: { after: null, moved: null, said: { after: 3 } } }],
  })
  expect(JSON.stringify([await wall(46), await desk(46)])).not.toContain('baseline')
})

test('those for whom the pre-brief is are asked, others in the room and those with a code are not', async ({ db }) => {
  const { ctx, during, id, code, hand, say, start } = await debate(db)
  expect(await hand('amina', -5)).toMatchObject({
    stage: 'before',
    statements: [{ text: 'Schools should own the test' }],
  })
  expect(await hand('kagiso', -5)).toBeNull()
  await expect(say('kagiso', 3, -5)).rejects.toMatchObject({ kind: 'not-found' })
  const stranger = { ...during(null), community: null }
  const { token } = await joinByCode(stranger, await findRoom(stranger, { code, address: null }), { name: 'Léa' })
  const live = await roomFor(during(null), { id, token })
  expect(await positionsGroup(during(null), live)).toBe('')
  expect(await positionMarks(during(null), live)).toEqual([])
  await start()
  for (const verb of [askPositionsAgain, showShift])
    await expect(verb(ctx('amina', minute(20)), { id })).rejects.toMatchObject({ code: 'live.run-room' })
})

test('only they themselves see what they chose, and only of what is asked now', async ({ db }) => {
  const { ctx, id, say, start, statement } = await debate(db)
  const marks = async (name: Name, at: number) => {
    const who = ctx(name, minute(at))
    return positionMarks(who, await roomFor(who, { id }))
  }
  await say('amina', 2, -5)
  expect(await marks('amina', -4)).toEqual(['stood:before', `stand:before:${statement}:2`])
  expect(await marks('sipho', -4)).toEqual([])
  await start()
  await askPositionsAgain(ctx('nomsa', minute(40)), { id })
  expect(await marks('amina', 41)).toEqual([])
})

test('what was closed when everybody had gone is not shown in the room; an event without positions has none', async ({
  db,
}) => {
  const { ctx, id, say, start, wall, hand, plan } = await debate(db)
  await start()
  await addMinutes(ctx('nomsa', minute(6)), { id, from: 1, minutes: 5 })
  await endMeeting(ctx('nomsa', minute(110)), { id })
  for (const name of hub) await say(name, 4, 115)
  expect(await wall(115)).toBeNull()
  await showShift(ctx('nomsa', minute(116)), { id })
  expect(await hand('kagiso', 117)).toBeNull()
  const bare = await plan({})
  await openRoom(ctx('nomsa', minute(-5)), { id: bare })
  await startMeeting(ctx('nomsa', minute(1)), { id: bare })
  await expect(askPositionsAgain(ctx('nomsa', minute(2)), { id: bare })).rejects.toMatchObject({
    code: 'positions.nothing-asked',
  })
})
