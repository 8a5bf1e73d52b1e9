import { sql, type Kysely } from 'kysely'
import { expect } from 'vitest'
import type { DB } from '#server/database.gen.ts'
import { transaction, type Ctx } from '#server/ctx.ts'
import { openDatabase } from '#server/foundations/db/index.ts'
import { hashOf, newId } from '#server/foundations/id.ts'
import { eraseMe, myData } from '#server/personal-data/index.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { livingCalendar, sessionStart, type LivingCalendar } from '#tests/support/events.ts'
import { emailOf, now, type Name } from '#tests/support/people.ts'
import { newestFact } from '#tests/support/reacting.ts'
import { chooseMail, closing, markAttendance, stopByLink, stopPage, wrapUp } from '../index.ts'
import { mailRecord } from '../record/index.ts'
import {
  answerPulseByMail,
  askPulse,
  closePulses,
  keepAnswer,
  mailPulse,
  mailPulseOf,
  openPulse,
  pulse,
  pulsePage,
  resultsOfPulse,
} from './index.ts'

const people = ['amina', 'kagiso', 'sipho', 'zanele', 'nomsa'] as const
const asked = ['useful', 'learned-how', 'learned-about', 'intended-action', 'improve']

/** A session that these people were at. */
async function attended(db: Kysely<DB>, present: readonly Name[] = people) {
  const world = await livingCalendar(db)
  const id = await world.plan()
  await markAttendance(world.after('nomsa'), { id, present: present.map((name) => world.member[name]) })
  const event = await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return { ...world, id, event }
}

/** Runs the reaction to the newest fact that letters were asked for. */
async function sendLetters(ctx: Ctx, db: Kysely<DB>): Promise<void> {
  await mailPulse({ ...ctx, actor: null, member: null }, await newestFact({ db }, 'pulse.asked'))
}

const lettersTo = (db: Kysely<DB>, address: string) =>
  db.selectFrom('mail').selectAll().where('to_address', '=', address).where('kind', '=', 'event-pulse').execute()

/** The secret in somebody's letter. */
async function secretOf(db: Kysely<DB>, address: string): Promise<string> {
  const [letter] = await lettersTo(db, address)
  return /\/in\/pulse\/([\w-]+)/.exec(letter!.text)![1]!
}

const answerAs = (world: LivingCalendar, event: string, name: Name, said: Record<string, unknown>) =>
  transaction(world.after(null), (ctx) => keepAnswer(ctx, event, { member_id: world.member[name] }, said))

test('those who were there and have not answered get one letter, whose first answer is one press', async ({ db }) => {
  const world = await attended(db, ['amina', 'kagiso', 'sipho'])
  const { id } = world
  await transaction(world.after('nomsa'), (ctx) => openPulse(ctx, world.event))
  await answerAs(world, id, 'kagiso', { useful: '4' })
  await chooseMail(world.ctx('sipho'), {
    invitations: true,
    reminders: true,
    records: true,
    actions: true,
    briefs: true,
    questions: false,
    discussion: true,
  })
  expect(await askPulse(world.after('nomsa'), { id })).toEqual({ asked: 1 })
  await sendLetters(world.after(null), db)
  await sendLetters(world.after(null), db)

  expect(await lettersTo(db, emailOf('kagiso'))).toEqual([])
  expect(await lettersTo(db, emailOf('sipho'))).toEqual([])
  const letters = await lettersTo(db, emailOf('amina'))
  expect(letters).toHaveLength(1)
  expect(letters[0]!.subject).toBe('How was “Reading gains when learners move”?')
  expect((letters[0]!.headers as Record<string, string>)['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  const secret = await secretOf(db, emailOf('amina'))
  expect(letters[0]!.text).toContain(`5 · very useful:\nhttp://copse.test/in/pulse/${secret}/5`)
  const { token_hash } = await db
    .selectFrom('pulse_person')
    .select('token_hash')
    .where('member_id', '=', world.member.amina)
    .executeTakeFirstOrThrow()
  expect(token_hash).toBe(hashOf(secret))
})

test('following the link changes nothing; the button answers, once, and not after three days', async ({ db }) => {
  const world = await attended(db, ['amina', 'kagiso'])
  const { id } = world
  await askPulse(world.after('nomsa'), { id })
  await sendLetters(world.after(null), db)
  const stranger = { ...world.after(null), community: null }
  const secret = await secretOf(db, emailOf('amina'))
  const page = await pulsePage(stranger, secret, '5')
  expect(page).toMatchObject({ state: 'open', given: { 'said.useful': '5' } })
  expect(page.questions.map((question) => question.id)).toEqual(asked)
  expect((await pulsePage(stranger, secret, '9')).given).toEqual({})
  expect((await resultsOfPulse(world.after('nomsa'), id))!.answered).toBe(0)

  await answerPulseByMail(stranger, secret, { said: { useful: '5', improve: 'Start on time' } })
  expect((await pulsePage(stranger, secret)).state).toBe('answered')
  await expect(answerPulseByMail(stranger, secret, { said: { useful: '1' } })).rejects.toMatchObject({
    code: 'pulse.answered',
  })
  await expect(pulsePage(stranger, 'guessed')).rejects.toMatchObject({ kind: 'not-found', code: 'pulse.link' })

  const late = { ...stranger, now: stranger.now.add({ hours: 73 }) }
  const other = await secretOf(db, emailOf('kagiso'))
  expect((await pulsePage(late, other)).state).toBe('closed')
  await expect(answerPulseByMail(late, other, { said: { useful: '3' } })).rejects.toMatchObject({
    code: 'pulse.closed',
  })
})

test('guests who were there are asked like members, and stop that mail by one press', async ({ db }) => {
  const world = await attended(db, ['nomsa'])
  const guests = [newId(now), newId(now)] as const
  for (const [i, guest] of guests.entries()) {
    const row = { community_id: world.community.id, event_id: world.id, id: guest, at: now }
    await db
      .insertInto('guest')
      .values({
        ...row,
        name: 'Tendai',
        email: `tendai${i}@example.net`,
        token_hash: `h${i}`,
        answer: 'yes',
        consented_at: now,
        confirmed_at: now,
      })
      .execute()
  }
  await markAttendance(world.after('nomsa'), { id: world.id, guests: [...guests] })
  await askPulse(world.after('nomsa'), { id: world.id })
  await db.updateTable('guest').set({ mail_stopped_at: now }).where('id', '=', guests[1]).execute()
  await sendLetters(world.after(null), db)
  expect(await lettersTo(db, 'tendai1@example.net')).toEqual([])
  const stranger = { ...world.after(null), community: null }
  await answerPulseByMail(stranger, await secretOf(db, 'tendai0@example.net'), { said: { useful: 2 } })
  expect((await resultsOfPulse(world.after('nomsa'), world.id))!.answered).toBe(1)

  const [letter] = await lettersTo(db, 'tendai0@example.net')
  const stop = /\/in\/stop\/guest\/(\w+)/.exec(letter!.text)![1]!
  expect(await stopPage(stranger, 'guest', stop)).toMatchObject({ kind: 'guest', stopped: false })
  await stopByLink(stranger, 'guest', stop, false)
  expect(await stopPage(stranger, 'guest', stop)).toMatchObject({ stopped: true })
  await expect(stopByLink(stranger, 'guest', 'a'.repeat(42), false)).rejects.toMatchObject({ kind: 'not-found' })
})

test('nothing is shown of four answers; from five on counts, means and texts, in steps of five until it is over', async ({
  db,
}) => {
  const world = await attended(db)
  const nomsa = world.after('nomsa')
  await transaction(nomsa, (ctx) => openPulse(ctx, world.event))
  for (const [i, name] of people.entries()) {
    expect(await resultsOfPulse(nomsa, world.id)).toMatchObject({ answered: i, counted: 0, figures: [] })
    await answerAs(world, world.id, name, {
      useful: i + 1,
      ...(i < 4 ? { 'learned-how': '4' } : {}),
      improve: `Say ${i}`,
    })
  }
  const five = (await resultsOfPulse(nomsa, world.id))!
  expect(five).toMatchObject({ answered: 5, counted: 5 })
  expect(five.figures.map(({ id }) => id)).toEqual(['useful', 'improve'])
  expect(five.figures[0]).toMatchObject({
    mean: 3,
    answered: 5,
    lines: Array.from({ length: 5 }, () => ({ count: 1 })),
  })
  expect(five.figures[1]!.texts.toSorted()).toEqual(['Say 0', 'Say 1', 'Say 2', 'Say 3', 'Say 4'])

  await answerAs(world, world.id, 'fatou', { useful: '5' })
  expect(await resultsOfPulse(nomsa, world.id)).toMatchObject({ answered: 6, counted: 5 })
  const over = { ...nomsa, now: nomsa.now.add({ hours: 24 * 4 }) }
  expect(await resultsOfPulse(over, world.id)).toMatchObject({ answered: 6, counted: 6 })
})

test('once it is closed the database cannot tell who said what, and at no time says it', async ({ db }) => {
  const world = await attended(db)
  await transaction(world.after('nomsa'), (ctx) => openPulse(ctx, world.event))
  for (const [i, name] of people.entries()) await answerAs(world, world.id, name, { useful: i + 1 })
  await closePulses({ ...world.after(null), community: null, now: sessionStart.add({ hours: 24 * 5 }) })
  const rows = await sql<{ row: Record<string, unknown>; xmin: string }>`
    select to_json(a) as row, a.xmin::text from pulse_answer a union all
    select to_json(p), p.xmin::text from pulse_person p`.execute(db)
  expect(rows.rows).toHaveLength(10)
  // All of both tables is of one transaction now, and no column of one leads to a row of the other.
  expect(new Set(rows.rows.map(({ xmin }) => xmin)).size).toBe(1)
  const answers = await db.selectFrom('pulse_answer').selectAll().execute()
  expect(Object.keys(answers[0]!).toSorted()).toEqual(['community_id', 'event_id', 'id', 'is_counted', 'said'])
  const persons = await db.selectFrom('pulse_person').selectAll().execute()
  expect(persons.some(({ id }) => answers.some((answer) => answer.id === id))).toBe(false)
  const facts = await db
    .selectFrom('fact')
    .select(['kind', 'member_id', 'payload'])
    .where('kind', 'like', 'pulse.%')
    .execute()
  expect(facts.map(({ kind }) => kind).toSorted()).toEqual(['pulse.closed', 'pulse.opened'])
  expect(facts.find(({ kind }) => kind === 'pulse.closed')).toMatchObject({ member_id: null, payload: { answers: 5 } })
  await expect(answerAs(world, world.id, 'fatou', { useful: 1 })).rejects.toMatchObject({ code: 'pulse.closed' })
})

test('what was answered outlives the person, and their data say only that they answered', async ({ db }) => {
  const world = await attended(db)
  await transaction(world.after('nomsa'), (ctx) => openPulse(ctx, world.event))
  await answerAs(world, world.id, 'amina', { useful: 5, improve: 'Less slides' })
  const told = JSON.stringify(await myData(world.ctx('amina'), {}))
  expect(told).toContain('has_answered')
  expect(told).not.toContain('Less slides')
  await eraseMe(world.ctx('amina'), { confirm: emailOf('amina') })
  expect(await db.selectFrom('pulse_person').selectAll().execute()).toEqual([])
  expect(await db.selectFrom('pulse_answer').selectAll().execute()).toHaveLength(1)
})

test('only whoever holds the event asks by mail and sees what came', async ({ db }) => {
  const world = await attended(db)
  const { id } = world
  for (const name of ['kagiso', 'joseph'] as const) {
    await expect(askPulse(world.after(name), { id })).rejects.toMatchObject({ kind: /not-/ as never })
    await expect(pulse(world.after(name), { id })).rejects.toBeDefined()
  }
  await expect(askPulse(world.after('kagiso'), { id })).rejects.toMatchObject({ code: 'events.hold' })
  await expect(pulse(world.after('kagiso'), { id })).rejects.toMatchObject({ code: 'events.hold' })
  await expect(pulse(world.after(null), { id })).rejects.toMatchObject({ kind: 'not-found' })
  await expect(askPulse(world.ctx('nomsa'), { id })).rejects.toMatchObject({ code: 'events.not-begun' })
  await db
    .updateTable('event_format')
    .set({ data: JSON.stringify({ evaluation_questions: [] }) })
    .execute()
  await expect(askPulse(world.after('nomsa'), { id })).rejects.toMatchObject({ code: 'pulse.no-questions' })
  expect((await pulse(world.after('nomsa'), { id })).state).toBe('none')
})

test('closing shows the letter as a draft; told of the record, those who were there are asked in the same letter', async ({
  db,
}) => {
  const world = await attended(db, ['nomsa', 'amina'])
  const nomsa = world.after('nomsa')
  const { pulse: draft } = await closing(nomsa, { id: world.id })
  expect(draft).toMatchObject({
    state: 'draft',
    to: 2,
    letter: { subject: 'How was “Reading gains when learners move”?' },
  })
  await wrapUp.run(nomsa, { id: world.id, summary: 'We met.', publish: 'on', mail: 'on', pulse: 'on' })
  await mailRecord({ ...nomsa, actor: null, member: null }, await newestFact({ db }, 'record.published'))
  await mailPulseOf({ ...nomsa, actor: null, member: null }, world.id)
  const letters = await db
    .selectFrom('mail')
    .select(['kind', 'text'])
    .where('to_address', '=', emailOf('amina'))
    .execute()
  expect(letters.map(({ kind }) => kind)).toEqual(['record-published'])
  expect(letters[0]!.text).toContain('/in/pulse/')
  // Whoever published is not told of it: they are asked by a letter of its own.
  expect(await lettersTo(db, emailOf('nomsa'))).toHaveLength(1)
})

test('closing an event late, when its pulse is over or its format asks nothing, asks nobody and closes', async ({
  db,
}) => {
  const world = await attended(db)
  await transaction(world.after('nomsa'), (ctx) => openPulse(ctx, world.event))
  const late = { ...world.after('nomsa'), now: sessionStart.add({ hours: 24 * 9 }) }
  await wrapUp.run(late, { id: world.id, publish: 'on', pulse: 'on' })
  expect(await db.selectFrom('fact').select('id').where('kind', '=', 'pulse.asked').execute()).toEqual([])
  await expect(askPulse(late, { id: world.id })).rejects.toMatchObject({ code: 'pulse.closed' })
})

test('a hundred who answer at once are a hundred; twice at once is once', async () => {
  await using database = await freshDatabase()
  const db = openDatabase(database.url, { max: 20 })
  try {
    const world = await attended(db)
    await transaction(world.after('nomsa'), (ctx) => openPulse(ctx, world.event))
    const twice = [...people, ...people].map((name) => answerAs(world, world.id, name, { useful: 4 }))
    const refused = (await Promise.allSettled(twice)).filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(5)
    expect(await resultsOfPulse(world.after('nomsa'), world.id)).toMatchObject({ answered: 5, counted: 5 })
  } finally {
    await db.destroy()
  }
})
