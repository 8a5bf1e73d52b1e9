import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import type { DB } from '../database.gen.ts'
import { transaction } from '../ctx.ts'
import {
  closeEvent,
  joinRoom,
  keepAnswer,
  markAttendance,
  openPoll,
  openPulse,
  openRoom,
  preparePoll,
  startMeeting,
  tellLoopBack,
  vote,
  ask,
} from '../events/index.ts'
import { newId } from '../foundations/id.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar, sessionStart, type LivingCalendar } from '#tests/support/events.ts'
import type { Name } from '#tests/support/people.ts'
import { indicator } from './index.ts'

const people = ['amina', 'kagiso', 'sipho', 'zanele', 'nomsa'] as const

/** A session that was held, with what these people answered to its pulse. */
async function answered(db: Kysely<DB>, world: LivingCalendar, said: Partial<Record<Name, object>>) {
  const id = await world.plan()
  await markAttendance(world.after('nomsa'), { id, present: people.map((name) => world.member[name]) })
  await closeEvent(world.after('nomsa'), { id })
  const event = await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await transaction(world.after('nomsa'), async (ctx) => {
    await openPulse(ctx, event)
    for (const [name, answers] of Object.entries(said))
      await keepAnswer(ctx, id, { member_id: world.member[name as Name] }, answers as Record<string, unknown>)
  })
  return id
}

/** An indicator as somebody reads it a week after the session. */
const read = (world: LivingCalendar, key: string, name: Name = 'nomsa') =>
  indicator(world.ctx(name, { at: sessionStart.add({ hours: 24 * 7 }) }), { indicator: key })

test('usefulness, how-to and intention are means and shares of pulses, by event', async ({ db }) => {
  const world = await livingCalendar(db)
  const said = (useful: number, how: number, about: number, more = {}) => ({
    useful: String(useful),
    'learned-how': String(how),
    'learned-about': String(about),
    ...more,
  })
  const id = await answered(db, world, {
    amina: said(5, 4, 5, { 'intended-action': 'Trace by phone' }),
    kagiso: said(4, 3, 5),
    sipho: said(4, 4, 4, { 'intended-action': 'Ask' }),
    zanele: said(3, 5, 4),
    nomsa: { useful: '4' },
  })
  expect(await read(world, 'ind-sat-01', 'kagiso')).toMatchObject({
    numerator: 20,
    denominator: 5,
    value: 4,
    rows: [{ id }],
  })
  expect(await read(world, 'ind-kno-09')).toMatchObject({ numerator: 2, denominator: 5, value: 40 })
  // Four answered the question of how and about: nobody sees them apart.
  for (const key of ['ind-kno-01', 'ind-kno-02', 'ind-sat-02'])
    expect(await read(world, key)).toMatchObject({ rows: [], value: null })
})

test('events with fewer than five answers are one row, and none while even together they are fewer', async ({ db }) => {
  const world = await livingCalendar(db)
  const three = { amina: { useful: '5' }, kagiso: { useful: '5' }, sipho: { useful: '2' } }
  await answered(db, world, three)
  expect(await read(world, 'ind-sat-01')).toMatchObject({ rows: [], value: null })
  await answered(db, world, three)
  const seen = await read(world, 'ind-sat-01', 'kagiso')
  expect(seen).toMatchObject({ rows: [{ label: 'few-answers', numerator: 24, denominator: 6 }], value: 4 })
})

test('while a pulse is open only what is counted is in the figure', async ({ db }) => {
  const world = await livingCalendar(db)
  const six = Object.fromEntries(
    [...people, 'fatou' as const].map((name) => [
      name,
      { useful: name === 'fatou' ? '1' : '4', 'learned-how': '4', 'learned-about': '5' },
    ]),
  )
  await answered(db, world, six)
  const during = await indicator(world.after('nomsa'), { indicator: 'ind-sat-01' })
  expect(during).toMatchObject({ denominator: 5, value: 4 })
  expect((await indicator(world.after('nomsa'), { indicator: 'ind-kno-02' })).value).toBe(0.8)
  expect((await indicator(world.after('nomsa'), { indicator: 'ind-kno-01' })).value).toBe(100)
  expect(await read(world, 'ind-sat-01')).toMatchObject({ denominator: 6, value: 3.5 })
})

test('what was used a month later, and stories for ten sessions', async ({ db }) => {
  const world = await livingCalendar(db)
  const id = await answered(db, world, {})
  for (const [i, name] of people.entries())
    await db
      .insertInto('loop_back')
      .values({
        community_id: world.community.id,
        event_id: id,
        id: newId(sessionStart),
        days: 30,
        member_id: world.member[name],
        used: i < 3 ? 'tried-did-not-work' : 'not-yet-still-plan-to',
        told_at: sessionStart.add({ hours: 24 * 5 }),
      })
      .execute()
  await tellLoopBack.run(world.ctx('amina', { at: sessionStart.add({ hours: 24 * 5 }) }), {
    id,
    used: 'adapted-it',
    what: 'We traced them.',
  })
  expect(await read(world, 'ind-app-01')).toMatchObject({ numerator: 3, denominator: 5, value: 60 })
  expect(await read(world, 'ind-app-08')).toMatchObject({ numerator: 1, value: 10, rows: [{ id, denominator: 0.1 }] })
})

test('hours saved are told with how sure and of what share, each at most 160, of nobody twice, and of five people or none', async ({
  db,
}) => {
  const world = await livingCalendar(db)
  const id = await answered(db, world, {})
  const later = { at: sessionStart.add({ hours: 24 * 5 }) }
  const tell = (name: Name, hours: string, sure = '50', share = '50', used = 'adapted-it') =>
    tellLoopBack.run(world.ctx(name, later), { id, used, hours, confidence: sure, share })
  for (const name of ['amina', 'kagiso', 'sipho'] as const) await tell(name, '8')
  await tell('zanele', '1000', '50', '100')
  expect(await read(world, 'ind-val-02')).toMatchObject({ value: null, rows: [] })
  await tell('nomsa', '-4', '75', '100')
  await db
    .insertInto('loop_back')
    .values({
      community_id: world.community.id,
      event_id: id,
      id: newId(sessionStart),
      days: 30,
      member_id: world.member.amina,
      used: 'adapted-it',
      hours: 100,
      confidence: 90,
      share: 100,
      told_at: sessionStart.add({ hours: 24 * 4 }),
    })
    .execute()
  expect(await read(world, 'ind-val-02')).toMatchObject({ value: 2 + 2 + 2 + 80 - 3, rows: [{ id, denominator: 0 }] })
})

test('interaction counts who did something in the live room; of anonymous votes only how many', async ({ db }) => {
  const world = await livingCalendar(db)
  const id = await world.plan()
  const nomsa = world.during('nomsa')
  await openRoom(nomsa, { id })
  await startMeeting(nomsa, { id })
  for (const name of people) await joinRoom(world.during(name), { id })
  await ask(world.during('amina'), { id, text: 'Why?', as: 'me' })
  await ask(world.during('sipho'), { id, text: 'How?', as: 'nobody' })
  const { poll } = await preparePoll.run(nomsa, { id, kind: 'words', question: 'In a word?' })
  await openPoll(nomsa, { id, poll })
  for (const name of ['amina', 'kagiso', 'zanele'] as const)
    await vote(world.during(name), { id, poll, words: ['trust'] })
  await markAttendance(world.after('nomsa'), { id, present: people.map((name) => world.member[name]) })
  await closeEvent(world.after('nomsa'), { id })
  expect(await read(world, 'ind-eng-12')).toMatchObject({ numerator: 3, denominator: 5, value: 60 })
})
