import type { Kysely } from 'kysely'
import { expect, test as pure } from 'vitest'
import type { DB } from '../../database.gen.ts'
import { eraseMe, myData } from '../../personal-data/index.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { openDatabase } from '../../foundations/db/index.ts'
import { livingCalendar } from '#tests/support/events.ts'
import type { Name } from '#tests/support/people.ts'
import { lettersTo, react } from '#tests/support/reacting.ts'
import { chooseMail, closeEvent, eventPage, hubCommitments, markAttendance, myCommitment } from '../index.ts'
import {
  askExcuse,
  choosePromiseRule,
  decideExcuse,
  decidePromiseStep,
  myExcuse,
  promisesToTend,
  watchPromises,
  withdrawExcuse,
} from './index.ts'

const on = (day: string) => Temporal.Instant.from(`${day}T16:00:00Z`)
const everybody = ['nomsa', 'sipho', 'zanele', 'amina'] as const

/** The hub promised four of six meetings; Amina misses all but those told. */
async function hub(db: Kysely<DB>) {
  const world = await livingCalendar(db)
  const meet = async (date: string, without: readonly Name[] = ['amina']) => {
    const id = await world.plan({ format: 'cop-meeting-with-panel', title: `Meeting of ${date}`, date })
    const then = world.ctx('nomsa', { at: on(date) })
    const present = everybody.filter((name) => !without.includes(name)).map((name) => world.member[name])
    await markAttendance(then, { id, present, marked: [] })
    await closeEvent(then, { id })
    return id
  }
  const planned = (date: string) => world.plan({ format: 'cop-meeting-with-panel', title: `Meeting of ${date}`, date })
  const at = (name: Name | null, day: string) => world.ctx(name, { at: on(day) })
  return { ...world, meet, planned, at }
}

test('a meeting from which somebody is excused does not count; a steward decides and they are told', async ({ db }) => {
  const { at, meet, planned, ctx } = await hub(db)
  const first = await meet('2026-01-15')
  const second = await meet('2026-02-12')
  const next = await planned('2026-04-16')
  expect(await myCommitment(at('amina', '2026-02-13'), {})).toMatchObject([
    { held: 2, attended: 0, due: 1, state: 'missed' },
  ])
  const { absence } = await askExcuse(at('amina', '2026-02-13'), { id: second, reason: 'I was in hospital.' })
  expect(await askExcuse(at('amina', '2026-02-13'), { id: second, reason: 'I was ill.' })).toEqual({ absence })
  await react(at(null, '2026-02-13'), 'absence.asked')
  const [asked] = await lettersTo(db, 'nomsa')
  expect(asked!.subject).toBe('Amina Otieno asks to be excused')
  expect(asked!.text).not.toContain('ill')
  expect(await promisesToTend(ctx('nomsa'), { circle: 'mel-hub' })).toMatchObject({
    excuses: [{ name: 'Amina Otieno', reason: 'I was ill.', granted: 0 }],
  })
  // Asked is not granted.
  expect(await myCommitment(at('amina', '2026-02-13'), {})).toMatchObject([{ held: 2, state: 'missed' }])
  await decideExcuse(at('nomsa', '2026-02-14'), { absence, decision: 'granted', answer: 'Get well.' })
  await react(at(null, '2026-02-14'), 'absence.granted')
  expect((await lettersTo(db, 'amina'))[0]).toMatchObject({ subject: 'You are excused: Meeting of 2026-02-12' })
  expect((await lettersTo(db, 'amina'))[0]!.text).toContain('Get well.')
  expect(await myCommitment(at('amina', '2026-02-15'), {})).toMatchObject([
    { held: 1, attended: 0, excused: 1, due: 0, state: 'watch' },
  ])
  expect((await eventPage(at('amina', '2026-02-15'), { id: next })).promise).toMatchObject({ excused: 1 })
  expect((await hubCommitments(ctx('nomsa', { at: on('2026-02-15') }), { circle: 'mel-hub' })).items[0]).toMatchObject({
    name: 'Amina Otieno',
    held: 1,
    excused: 1,
  })
  // Excused and there all the same: it counts.
  const { absence: third } = await askExcuse(at('amina', '2026-03-01'), { id: next, reason: 'A wedding' })
  await decideExcuse(at('nomsa', '2026-03-01'), { absence: third, decision: 'granted' })
  const later = at('nomsa', '2026-04-16')
  await markAttendance(later, {
    id: next,
    present: [(await db.selectFrom('absence').select('member_id').executeTakeFirstOrThrow()).member_id],
  })
  await closeEvent(later, { id: next })
  expect(await myCommitment(at('amina', '2026-04-17'), {})).toMatchObject([{ held: 2, attended: 1, excused: 1 }])
  await expect(askExcuse(at('amina', '2026-02-15'), { id: first, reason: 'x' })).rejects.toMatchObject({
    code: 'promises.too-late',
  })
})

test('only members of the circle ask, only stewards answer, and once', async ({ db }) => {
  const { ctx, at, planned, meet, plan } = await hub(db)
  const id = await planned('2026-03-12')
  for (const name of ['kagiso', 'fatou', 'joseph', null] as const)
    await expect(askExcuse(ctx(name), { id, reason: 'x' })).rejects.toMatchObject({
      kind: expect.stringMatching(/not-(allowed|found)/),
    })
  await expect(askExcuse(ctx('amina'), { id, reason: '  ' })).rejects.toMatchObject({
    issues: [{ code: 'field.empty' }],
  })
  const { absence } = await askExcuse(ctx('amina'), { id, reason: 'A wedding' })
  expect(await myExcuse(ctx('amina'), { id })).toMatchObject({ asked: { state: 'asked' }, may: { ask: true } })
  expect((await myExcuse(ctx('sipho'), { id })).asked).toBeNull()
  for (const name of ['amina', 'kagiso', 'joseph', null] as const) {
    for (const refused of [
      () => decideExcuse(ctx(name), { absence, decision: 'granted' }),
      () => promisesToTend(ctx(name), { circle: 'mel-hub' }),
      () => choosePromiseRule(ctx(name), { circle: 'mel-hub', rule: 'move' }),
      () => decidePromiseStep(ctx(name), { step: absence, decision: 'done' }),
    ])
      await expect(refused()).rejects.toMatchObject({ kind: 'not-allowed' })
  }
  await expect(decideExcuse(ctx('joseph', { in: 'maji' }), { absence, decision: 'granted' })).rejects.toMatchObject({
    kind: 'not-found',
  })
  await decideExcuse(ctx('nomsa'), { absence, decision: 'refused' })
  await decideExcuse(ctx('nomsa'), { absence, decision: 'refused' })
  await expect(decideExcuse(ctx('nomsa'), { absence, decision: 'granted' })).rejects.toMatchObject({
    code: 'promises.answered',
  })
  await expect(askExcuse(ctx('amina'), { id, reason: 'Again' })).rejects.toMatchObject({ code: 'promises.answered' })
  await expect(withdrawExcuse(ctx('amina'), { id })).rejects.toMatchObject({ code: 'promises.answered' })
  const open = await plan()
  await expect(askExcuse(ctx('amina'), { id: open, reason: 'x' })).rejects.toMatchObject({ kind: 'not-allowed' })
  const been = await meet('2026-02-26', [])
  await expect(askExcuse(at('amina', '2026-02-27'), { id: been, reason: 'x' })).rejects.toMatchObject({
    code: 'promises.was-there',
  })
  await askExcuse(ctx('sipho'), { id, reason: 'Travel' })
  await withdrawExcuse(ctx('sipho'), { id })
  expect((await myExcuse(ctx('sipho'), { id })).asked).toBeNull()
})

test('whoever would miss the promise is warned once a year, with the next meeting and a way out', async ({ db }) => {
  const { at, meet, planned, ctx } = await hub(db)
  await meet('2026-01-15')
  // Nothing is to come: a warning would lead nowhere.
  expect(await watchPromises(at(null, '2026-01-16'))).toEqual({ warned: 0, proposed: 0 })
  await planned('2026-03-12')
  expect(await watchPromises(at(null, '2026-01-17'))).toEqual({ warned: 1, proposed: 0 })
  expect(await watchPromises(at(null, '2026-01-18'))).toEqual({ warned: 0, proposed: 0 })
  const [letter, ...others] = await lettersTo(db, 'amina')
  expect(others).toEqual([])
  expect(letter!.subject).toBe('Your promise to MEL hub')
  for (const said of [
    '4 of 6',
    'you came to 0 of 1',
    'One more absence',
    'Meeting of 2026-03-12',
    '/excuse',
    '/in/stop/reminders/',
  ])
    expect(letter!.text).toContain(said)
  expect((await hubCommitments(ctx('nomsa'), { circle: 'mel-hub' })).items[0]!.warned_at).toBe('2026-01-17T16:00:00Z')
})

test('a year after a warning there may be another; whoever stopped reminders is not written to', async ({ db }) => {
  const { at, meet, planned } = await hub(db)
  await meet('2026-01-15')
  await planned('2026-03-12')
  await chooseMail(at('amina', '2026-01-16'), {
    invitations: true,
    reminders: false,
    records: true,
    actions: true,
    briefs: true,
    questions: true,
    discussion: true,
  })
  expect(await watchPromises(at(null, '2026-01-17'))).toMatchObject({ warned: 1 })
  expect(await lettersTo(db, 'amina')).toEqual([])
  await meet('2026-12-10')
  await planned('2027-03-12')
  expect(await watchPromises(at(null, '2026-12-11'))).toMatchObject({ warned: 0 })
  await meet('2027-02-11')
  expect(await watchPromises(at(null, '2027-02-12'))).toMatchObject({ warned: 1 })
})

test('the rule proposes only after a warning and another absence; a steward confirms, and then it is done', async ({
  db,
}) => {
  const { at, meet, planned, ctx, member, circles } = await hub(db)
  await choosePromiseRule(ctx('nomsa'), { circle: 'mel-hub', rule: 'move' })
  await meet('2026-01-15')
  await meet('2026-01-29')
  await planned('2026-06-11')
  // Missed already, but nobody had said anything: first the warning.
  expect(await watchPromises(at(null, '2026-01-30'))).toEqual({ warned: 1, proposed: 0 })
  expect(await watchPromises(at(null, '2026-02-01'))).toEqual({ warned: 0, proposed: 0 })
  await meet('2026-02-12')
  expect(await watchPromises(at(null, '2026-02-13'))).toEqual({ warned: 0, proposed: 1 })
  expect(await watchPromises(at(null, '2026-02-14'))).toEqual({ warned: 0, proposed: 0 })
  expect((await lettersTo(db, 'nomsa')).map(({ subject }) => subject)).toEqual(['MEL hub: a promise was not kept'])
  const { proposed, rule } = await promisesToTend(ctx('nomsa'), { circle: 'mel-hub' })
  expect({ proposed, rule }).toMatchObject({
    rule: 'move',
    proposed: [{ name: 'Amina Otieno', attended: 0, held: 3, due: 2 }],
  })
  const places = () => db.selectFrom('circle_place').select('circle_id').where('member_id', '=', member.amina).execute()
  expect(await places()).toHaveLength(2)
  const step = proposed[0]!.id
  await decidePromiseStep(ctx('nomsa'), { step, decision: 'done', note: 'We spoke on Monday.' })
  await decidePromiseStep(ctx('nomsa'), { step, decision: 'done' })
  expect(await places()).toEqual([{ circle_id: circles['wider-circle'].id }])
  await expect(decidePromiseStep(ctx('nomsa'), { step, decision: 'let-be' })).rejects.toMatchObject({
    code: 'promises.answered',
  })
  await react(ctx(null), 'promise.step-done')
  expect((await lettersTo(db, 'amina')).at(-1)!.subject).toBe('You are no longer a member of MEL hub')
  const facts = await db
    .selectFrom('fact')
    .select('kind')
    .where('member_id', '=', member.amina)
    .where('kind', 'like', 'promise.%')
    .orderBy('id')
    .execute()
  expect(facts.map(({ kind }) => kind)).toEqual(['promise.warned', 'promise.step-proposed', 'promise.step-done'])
})

test('where the rule is a talk nobody loses their place, and where it is nothing, nothing is proposed', async ({
  db,
}) => {
  const { at, meet, planned, ctx, member } = await hub(db)
  await planned('2026-06-11')
  await meet('2026-01-15')
  await watchPromises(at(null, '2026-01-16'))
  await meet('2026-02-12')
  await choosePromiseRule(ctx('nomsa'), { circle: 'mel-hub', rule: 'nothing' })
  expect(await watchPromises(at(null, '2026-02-13'))).toMatchObject({ proposed: 0 })
  await choosePromiseRule(ctx('nomsa'), { circle: 'mel-hub', rule: 'talk' })
  expect(await watchPromises(at(null, '2026-02-13'))).toMatchObject({ proposed: 1 })
  const [step] = (await promisesToTend(ctx('nomsa'), { circle: 'mel-hub' })).proposed
  await decidePromiseStep(ctx('nomsa'), { step: step!.id, decision: 'done' })
  expect(
    await db.selectFrom('circle_place').select('circle_id').where('member_id', '=', member.amina).execute(),
  ).toHaveLength(2)
  await react(ctx(null), 'promise.step-done')
  expect((await lettersTo(db, 'amina')).map(({ kind }) => kind)).toEqual(['promise-warning'])
})

test('somebody who asked to be excused from what they missed is not proposed for anything before it is answered', async ({
  db,
}) => {
  const { at, meet, planned } = await hub(db)
  await planned('2026-06-11')
  await meet('2026-01-15')
  await watchPromises(at(null, '2026-01-16'))
  const id = await meet('2026-02-12')
  await askExcuse(at('amina', '2026-02-12'), { id, reason: 'Ill' })
  expect(await watchPromises(at(null, '2026-02-13'))).toMatchObject({ proposed: 0 })
  const { absence_id } = await db.selectFrom('absence').select('id as absence_id').executeTakeFirstOrThrow()
  await decideExcuse(at('nomsa', '2026-02-13'), { absence: absence_id, decision: 'refused' })
  expect(await watchPromises(at(null, '2026-02-14'))).toMatchObject({ proposed: 1 })
})

test('what is held about promises is told and forgotten', async ({ db }) => {
  const { at, ctx, meet, planned } = await hub(db)
  const id = await planned('2026-06-11')
  await meet('2026-01-15')
  await watchPromises(at(null, '2026-01-16'))
  await askExcuse(ctx('amina'), { id, reason: 'A wedding in Kisumu' })
  expect(JSON.stringify(await myData(ctx('amina'), {}))).toContain('Kisumu')
  await eraseMe(ctx('amina'), { confirm: 'amina@example.org' })
  for (const table of ['absence', 'promise_warning', 'promise_step'] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
})

pure('two processes that watch at the same moment warn once', async () => {
  await using database = await freshDatabase()
  const [one, two] = [openDatabase(database.url), openDatabase(database.url)]
  const { at, meet, planned } = await hub(one)
  await meet('2026-01-15')
  await planned('2026-03-12')
  const watched = await Promise.all([one, two].map((db) => watchPromises({ ...at(null, '2026-01-17'), db })))
  expect(watched.map(({ warned }) => warned).toSorted()).toEqual([0, 1])
  expect(await lettersTo(one, 'amina')).toHaveLength(1)
  await one.destroy()
  await two.destroy()
})
