import type { Kysely } from 'kysely'
import { expect, test as pure } from 'vitest'
import type { DB } from '../../database.gen.ts'
import { eraseMe, myData } from '../../personal-data/index.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { openDatabase } from '../../foundations/db/index.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import type { Name } from '#tests/support/people.ts'
import { lettersTo, react } from '#tests/support/reacting.ts'
import {
  briefByLink,
  closeEvent,
  closeOldRounds,
  closePositions,
  eventPage,
  markAttendance,
  namePanel,
  preBrief,
  recordPage,
  sendPreBrief,
  takePosition,
  takePositionByLink,
  writePreBrief,
} from '../index.ts'
import { shiftOf } from './shift.ts'

const hub = ['nomsa', 'sipho', 'zanele', 'amina'] as const
const evening = sessionStart.add({ minutes: 120 })
const nextWeek = evening.add({ hours: 24 * 7 })

/** A meeting whose pre-brief went to the hub and asks about one statement. */
async function debate(db: Kysely<DB>, more: object = {}) {
  const world = await livingCalendar(db)
  const id = await world.plan({ format: 'cop-meeting-with-panel', title: 'Tests that teachers use' })
  const nomsa = world.ctx('nomsa')
  await writePreBrief.run(nomsa, { id, text: 'Text', statements: 'Schools should own the test\n', ...more })
  await sendPreBrief(nomsa, { id, edition: 0, to: 'everybody' })
  const statement = (await preBrief(nomsa, { id })).positions!.statements[0]!.id
  const say = (name: Name, value: number, at?: Temporal.Instant, why?: string) =>
    takePosition.run(world.ctx(name, at ? { at } : {}), { id, positions: [{ statement, value, why }] })
  const hold = async () => {
    await markAttendance(world.ctx('nomsa', { at: evening }), { id, present: hub.map((name) => world.member[name]) })
    await closeEvent(world.ctx('nomsa', { at: evening }), { id })
  }
  const shown = async (name: Name, at: Temporal.Instant) => (await preBrief(world.ctx(name, { at }), { id })).positions!
  return { ...world, id, statement, say, hold, shown }
}

pure('towards is nearer to agreeing; answers of fewer than four people are not told, nor what joins them', () => {
  const taken = [
    [1, 4],
    [2, 2],
    [5, 3],
    [3, 5],
    [null, 5],
  ].map(([before, after]) => ({ before: before!, before_why: null, after: after!, after_why: null }))
  expect(shiftOf(taken, 'all', false)).toMatchObject({
    before: [1, 1, 1, 0, 1],
    after: [0, 1, 1, 1, 2],
    said: { before: 4, after: 5, both: 4 },
    moved: { towards: 2, away: 1, unchanged: 1 },
  })
  expect(shiftOf(taken.slice(1), 'all', false)).toMatchObject({ before: null, after: [0, 1, 1, 0, 2], moved: null })
  expect(shiftOf(taken, 'before', false)).toMatchObject({ after: null, moved: null, said: { after: 0, both: 0 } })
  expect(shiftOf(taken, 'nothing', false)).toMatchObject({ before: null, said: { before: 0 } })
  expect(shiftOf(taken.slice(0, 1), 'all', true)).toMatchObject({ before: [1, 0, 0, 0, 0], moved: { towards: 1 } })
})

test('positions are taken before and again after; the shift stands on the page and in the record once it is closed', async ({
  db,
}) => {
  const { ctx, id, say, hold, shown } = await debate(db)
  for (const [i, name] of hub.entries()) await say(name, i + 1, undefined, `Reason ${i}`)
  await say('amina', 2)
  expect((await shown('amina', sessionStart.subtract({ hours: 1 }))).statements[0]).toMatchObject({
    mine: { value: 2, why: null },
    shift: { before: null, said: { before: 0 }, whys: { before: [] } },
  })
  expect((await shown('amina', sessionStart)).statements[0]).toMatchObject({
    mine: null,
    shift: { before: [1, 2, 1, 0, 0], after: null, whys: { before: [{ value: 1 }, { value: 2 }, { value: 3 }] } },
  })
  await hold()
  for (const name of hub) await say(name, 4, evening, name === 'amina' ? 'The cost of the baseline' : undefined)
  const open = await recordPage(ctx('nomsa', { at: evening }), { id })
  expect(open.draft!.sections.find(({ key }) => key === 'positions')!.text).toContain('is asked until 15 March 2026')
  expect(open.shifts).toEqual([])
  await closePositions(ctx('nomsa', { at: evening }), { id })
  await closePositions(ctx('nomsa', { at: evening }), { id })
  expect(await shown('zanele', evening)).toMatchObject({
    stage: 'closed',
    may: { take: false, close: false },
    statements: [{ shift: { after: [0, 0, 0, 4, 0], moved: { towards: 4, away: 0, unchanged: 0 } } }],
  })
  const record = await recordPage(ctx('nomsa', { at: evening }), { id })
  expect(record.shifts).toMatchObject([{ text: 'Schools should own the test', shift: { moved: { towards: 4 } } }])
  expect(record.draft!.sections.find(({ key }) => key === 'positions')!.text).toBe(
    [
      '“Schools should own the test” (4 people answered both times)',
      '- Before: Disagree 1, Rather disagree 2, Undecided 1',
      '- After: Rather agree 4',
      '- 4 moved towards agreeing, nobody away from it, nobody stayed where they were.',
      '- Rather agree: The cost of the baseline',
    ].join('\n'),
  )
})

test('of an anonymous round nothing leads to a person once it is closed, and nothing tells when', async ({ db }) => {
  const { ctx, id, say, hold } = await debate(db)
  for (const name of hub) await say(name, 3)
  const rows = () => db.selectFrom('position_taken').selectAll().orderBy('taker').execute()
  const before = await rows()
  expect(before.map(({ member_id }) => member_id)).toEqual([null, null, null, null])
  await hold()
  await closeOldRounds(ctx(null, { at: nextWeek }))
  const after = await rows()
  expect(after).toHaveLength(4)
  const takers = new Set(before.map(({ taker }) => taker.toString('hex')))
  expect(after.filter(({ taker }) => takers.has(taker.toString('hex')))).toEqual([])
  expect(await db.selectFrom('position_round').select(['secret']).execute()).toEqual([{ secret: null }])
  expect(await db.selectFrom('fact').select('id').where('kind', '=', 'position.taken').execute()).toEqual([])
  expect((await preBrief(ctx('nomsa', { at: nextWeek }), { id })).positions!.stage).toBe('closed')
})

test('fewer than four are not told apart on the page, nor in the record', async ({ db }) => {
  const { ctx, id, say, hold, shown } = await debate(db)
  for (const name of hub.slice(0, 3)) await say(name, 5, undefined, 'Because')
  await hold()
  await closeOldRounds(ctx(null, { at: nextWeek }))
  expect((await shown('amina', nextWeek)).statements[0]!.shift).toMatchObject({
    before: null,
    whys: { before: [], after: [] },
    said: { before: 3 },
  })
  const { draft } = await recordPage(ctx('nomsa', { at: nextWeek }), { id })
  const text = draft!.sections.find(({ key }) => key === 'positions')!.text
  expect(text).toContain('Before: too few answered to show it')
  expect(text).not.toContain('Because')
})

test('under names everybody who reads it sees who stands where; it is theirs to take away', async ({ db }) => {
  const { ctx, member, say, shown } = await debate(db, { named: 'on' })
  await say('amina', 2)
  await say('sipho', 5)
  expect((await shown('zanele', sessionStart.subtract({ hours: 1 }))).statements[0]!.people).toEqual([])
  expect((await shown('zanele', sessionStart)).statements[0]!.people).toEqual([
    { name: 'Amina Otieno', before: 2, after: null },
    { name: 'Sipho Ndlovu', before: 5, after: null },
  ])
  expect(JSON.stringify(await myData(ctx('amina'), {}))).toContain('Schools should own the test')
  await eraseMe(ctx('amina'), { confirm: 'amina@example.org' })
  expect(await db.selectFrom('position_taken').select('member_id').execute()).toEqual([{ member_id: member.sipho }])
})

test('what somebody said without a name is erased with them while the round is open', async ({ db }) => {
  const { ctx, say } = await debate(db)
  await say('amina', 2)
  await say('sipho', 5)
  expect(JSON.stringify(await myData(ctx('amina'), {}))).toContain('Schools should own the test')
  await eraseMe(ctx('amina'), { confirm: 'amina@example.org' })
  expect(await db.selectFrom('position_taken').select('before').execute()).toEqual([{ before: 5 }])
})

test('whoever was there and has not said again is asked by mail; the link takes it without signing in', async ({
  db,
}) => {
  const { ctx, id, statement, say, hold, shown } = await debate(db)
  for (const name of hub) await say(name, 2)
  await hold()
  await say('nomsa', 3, evening)
  await react(ctx(null, { at: evening }), 'event.held')
  await react(ctx(null, { at: evening }), 'event.held')
  expect(await lettersTo(db, 'nomsa')).toEqual([])
  const [letter, ...others] = await lettersTo(db, 'amina')
  expect(others).toEqual([])
  expect(letter!.subject).toBe('Where do you stand now? Tests that teachers use')
  const [, event, token] = /\/in\/brief\/([\w-]+)\/(\w+)/.exec(letter!.text)!
  const stranger = { ...ctx(null, { at: evening }), community: null }
  const page = await briefByLink(stranger, event!, token!)
  expect((await eventPage(ctx('amina', { at: evening }), { id })).brief).toMatchObject({ asks: true })
  expect(page.text!.positions).toMatchObject({ stage: 'after', may: { take: true }, statements: [{ mine: null }] })
  await takePositionByLink(stranger, event!, token!, { positions: [{ statement, value: '5', why: 'I heard Sipho' }] })
  expect((await shown('amina', evening)).statements[0]!.mine).toEqual({ value: 5, why: 'I heard Sipho' })
  await expect(
    takePositionByLink(stranger, event!, token!.replace(/^./, 'z'), { positions: [{ statement, value: 1 }] }),
  ).rejects.toMatchObject({ code: 'brief.link' })
  expect(await preBrief(ctx('amina'), { id })).toBeTruthy()
})

test('only the panel and the hub take positions, when they are asked, on what is asked', async ({ db }) => {
  const { ctx, id, statement, say, member, plan } = await debate(db)
  for (const name of ['kagiso', 'fatou', 'joseph', null] as const)
    await expect(takePosition(ctx(name), { id, positions: [{ statement, value: 3 }] })).rejects.toMatchObject({
      kind: expect.stringMatching(/not-(found|allowed)/),
    })
  // An administrator stands in for the stewards, but promised nothing.
  await expect(takePosition(ctx('ruth'), { id, positions: [{ statement, value: 3 }] })).rejects.toMatchObject({
    kind: 'not-allowed',
  })
  await namePanel(ctx('nomsa'), { id, panel: [{ member: member.kagiso }] })
  await say('kagiso', 3)
  await expect(say('amina', 3, sessionStart)).rejects.toMatchObject({ code: 'positions.between' })
  await say('amina', 3, sessionStart.add({ minutes: 106 }))
  await expect(say('amina', 3, nextWeek)).rejects.toMatchObject({ code: 'positions.closed' })
  for (const value of [0, 6, 'x', 2.5] as number[])
    await expect(say('amina', value)).rejects.toMatchObject({ kind: 'invalid' })
  await expect(takePosition.run(ctx('amina'), { id, positions: [] })).rejects.toMatchObject({
    issues: [{ code: 'positions.none' }],
  })
  await expect(say('amina', 3, undefined, 'x'.repeat(301))).rejects.toMatchObject({ kind: 'invalid' })
  await expect(takePosition(ctx('amina'), { id, positions: [{ statement: id, value: 3 }] })).rejects.toMatchObject({
    issues: [{ code: 'positions.statement' }],
  })
  await expect(closePositions(ctx('nomsa'), { id })).rejects.toMatchObject({ code: 'positions.too-early' })
  await expect(closePositions(ctx('amina', { at: evening }), { id })).rejects.toMatchObject({ kind: 'not-allowed' })
  const bare = await plan()
  await writePreBrief(ctx('nomsa'), { id: bare, text: 'Text' })
  await expect(closePositions(ctx('nomsa'), { id: bare })).rejects.toMatchObject({ code: 'positions.nothing-asked' })
})

test('statements change until somebody has answered, and no longer', async ({ db }) => {
  const { ctx, id, say } = await debate(db)
  const write = (statements: string) => writePreBrief.run(ctx('nomsa'), { id, text: 'Text', statements })
  await write('Provinces should own the test')
  await write('Schools should own the test')
  const { statements } = (await preBrief(ctx('amina'), { id })).positions!
  await takePosition(ctx('amina'), { id, positions: [{ statement: statements[0]!.id, value: 4 }] })
  await write('Schools should own the test')
  await expect(write('Something else')).rejects.toMatchObject({ code: 'positions.taken' })
  await expect(write('')).rejects.toMatchObject({ code: 'positions.taken' })
  await expect(write('a\nb\nc\nd\ne\nf')).rejects.toMatchObject({ issues: [{ code: 'positions.statements' }] })
  await expect(say('sipho', 3)).rejects.toMatchObject({ kind: 'invalid' })
})

pure('two positions of one person at the same moment are one, and closing while people answer loses none', async () => {
  await using database = await freshDatabase()
  const connections = [1, 2, 3, 4].map(() => openDatabase(database.url))
  const { ctx, id, statement, hold } = await debate(connections[0]!)
  const take = (i: number, name: Name, value: number, at?: Temporal.Instant) =>
    takePosition({ ...ctx(name, at ? { at } : {}), db: connections[i]! }, { id, positions: [{ statement, value }] })
  await Promise.all([take(0, 'amina', 1), take(1, 'amina', 5), take(2, 'sipho', 2), take(3, 'zanele', 2)])
  expect(await connections[0]!.selectFrom('position_taken').select('before').execute()).toHaveLength(3)
  await hold()
  const closing = closePositions({ ...ctx('nomsa', { at: evening }), db: connections[0]! }, { id })
  const late = await Promise.allSettled([take(1, 'amina', 4, evening), take(2, 'sipho', 4, evening)])
  await closing
  const kept = await connections[0]!.selectFrom('position_taken').select('after').execute()
  expect(kept).toHaveLength(3)
  expect(kept.filter(({ after }) => after === 4)).toHaveLength(
    late.filter(({ status }) => status === 'fulfilled').length,
  )
  for (const db of connections) await db.destroy()
})
