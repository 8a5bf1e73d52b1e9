import { expect } from 'vitest'
import { openDatabase } from '#server/foundations/db/index.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import {
  ask,
  eventPage,
  findRoom,
  joinByCode,
  leadSegment,
  liveRoom,
  myQuestionMarks,
  openRoom,
  questionQueue,
  roomFor,
  settleQuestion,
  startMeeting,
  upvote,
} from '../index.ts'

async function openMeeting(db: Parameters<typeof livingCalendar>[0], wanted = {}) {
  const living = await livingCalendar(db)
  const id = await living.plan(wanted)
  await openRoom(living.during('sipho'), { id, door: 'anyone' })
  await startMeeting(living.during('sipho'), { id })
  return { ...living, id }
}

test('a question asked by name has one, a question asked by nobody leads to nobody in any row', async ({ db }) => {
  const { during, id, member, person } = await openMeeting(db)
  await ask(during('amina'), { id, text: 'What did the baseline cost?', as: 'me' })
  const before = await rowsWith(db, [member.kagiso, person.kagiso])
  await liveRoom(during('kagiso'), { id })
  await ask(during('kagiso'), { id, text: 'Does anybody read our reports?', as: 'nobody' })
  const queue = await questionQueue(during('fatou'), { id })
  expect(queue.questions.map(({ text, by }) => [text, by])).toEqual([
    ['What did the baseline cost?', 'Amina Otieno'],
    ['Does anybody read our reports?', null],
  ])
  // That Kagiso came into the room may be known; not one row more, and none that has the question in it.
  const after = await rowsWith(db, [member.kagiso, person.kagiso])
  const more = after.filter((row) => !before.includes(row))
  expect(more.every((row) => row.startsWith('live_participant') || row.includes('live.joined'))).toBe(true)
  const question = queue.questions[1]!.id
  expect(await rowsWith(db, [question])).toHaveLength(2)
  const fact = await db
    .selectFrom('fact')
    .selectAll()
    .where('kind', '=', 'live.asked')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect([fact.actor_id, fact.member_id]).toEqual([null, null])
})

test('a voice counts once, can be taken back, and orders the queue', async ({ db }) => {
  const { during, id } = await openMeeting(db)
  const first = await ask(during('amina'), { id, text: 'First?', as: 'me' })
  const second = await ask(during('amina'), { id, text: 'Second?', as: 'nobody' })
  await upvote(during('kagiso'), { id, question: second.question })
  await upvote(during('kagiso'), { id, question: second.question })
  await upvote(during('fatou'), { id, question: second.question })
  const votes = async () =>
    (await questionQueue(during('fatou'), { id })).questions.map(({ text, votes }) => [text, votes])
  expect(await votes()).toEqual([
    ['Second?', 2],
    ['First?', 0],
  ])
  expect(await myQuestionMarks(during('fatou'), await roomFor(during('fatou'), { id }))).toContain(
    `up:${second.question}`,
  )
  await upvote(during('fatou'), { id, question: second.question, up: false })
  await settleQuestion(during('sipho'), { id, question: second.question, state: 'answered' })
  expect(await votes()).toEqual([
    ['First?', 0],
    ['Second?', 1],
  ])
  await expect(upvote(during('fatou'), { id, question: second.question })).rejects.toMatchObject({
    code: 'meet.settled',
  })
  await expect(upvote(during('fatou'), { id, question: id })).rejects.toMatchObject({ kind: 'not-found' })
  expect(await ask(during('johan'), { id, text: 'First?', as: 'nobody' })).toEqual(first)
})

test('the same question sent ten times at once is one', async () => {
  await using fresh = await freshDatabase()
  const db = openDatabase(fresh.url)
  try {
    const { during, id } = await openMeeting(db)
    await liveRoomJoin(during('amina'), id)
    const question = { id, text: 'What did it cost?', as: 'nobody' as const }
    const asked = await Promise.all(Array.from({ length: 10 }, () => ask(during('amina'), question)))
    expect(new Set(asked.map(({ question }) => question)).size).toBe(1)
    expect((await questionQueue(during('sipho'), { id })).questions).toHaveLength(1)
  } finally {
    await db.destroy()
  }
})

test('a question can be for somebody who leads a part, who finds it, and for nobody else', async ({ db }) => {
  const { ctx, during, id, member } = await openMeeting(db)
  await leadSegment(ctx('nomsa'), { id, position: 4, member: member.zanele })
  await ask(during('kagiso'), { id, text: 'How did you sample?', as: 'nobody', to: member.zanele })
  const queue = await questionQueue(during('zanele'), { id })
  expect(queue.questions[0]!.to).toEqual({ id: member.zanele, name: 'Zanele Mthembu' })
  await liveRoomJoin(during('zanele'), id)
  expect(await myQuestionMarks(during('zanele'), await roomFor(during('zanele'), { id }))).toContain(
    `panel:${member.zanele}`,
  )
  await expect(ask(during('kagiso'), { id, text: 'And you?', as: 'me', to: member.fatou })).rejects.toMatchObject({
    issues: [{ path: ['to'], code: 'meet.panel' }],
  })
})

test('whoever came by the code asks and votes too; what is hidden is for whoever runs the room, what is parked stays open', async ({
  db,
}) => {
  const { during, after, id } = await openMeeting(db, { public: true })
  const { code } = await liveRoom(during('sipho'), { id })
  const found = await findRoom(during(null), { code: code!, address: null })
  const { token } = await joinByCode(during(null), found, { name: 'Tendai' })
  const asked = await ask(during(null), { id, token, text: 'Who pays for it?', as: 'me' })
  expect((await questionQueue(during(null), { id, token })).questions[0]).toMatchObject({ by: 'Tendai' })
  await settleQuestion(during('sipho'), { id, question: asked.question, state: 'hidden' })
  expect((await questionQueue(during(null), { id, token })).questions).toEqual([])
  expect((await questionQueue(during('sipho'), { id })).questions).toHaveLength(1)
  expect((await eventPage(after('amina'), { id })).open_questions).toEqual([])
  await settleQuestion(after('sipho'), { id, question: asked.question, state: 'parked' })
  expect((await eventPage(after('amina'), { id })).open_questions).toEqual([{ text: 'Who pays for it?', topic: null }])
})

test('strangers, other communities and who may not come neither ask nor settle; too much and too often is refused', async ({
  db,
}) => {
  const { during, id } = await openMeeting(db)
  const { question } = await ask(during('amina'), { id, text: 'Why?', as: 'me' })
  for (const stranger of [during('joseph'), during(null)])
    await expect(ask(stranger, { id, text: 'Me?', as: 'nobody' })).rejects.toMatchObject({ kind: 'not-found' })
  await expect(settleQuestion(during('amina'), { id, question, state: 'answered' })).rejects.toMatchObject({
    kind: 'not-allowed',
  })
  await expect(ask(during('amina'), { id, text: '  ', as: 'me' })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(ask(during('amina'), { id, text: 'x'.repeat(10_000), as: 'me' })).rejects.toMatchObject({
    kind: 'invalid',
  })
  for (let i = 1; i < 20; i++) await ask(during('amina'), { id, text: `Why ${i}?`, as: 'me' })
  await expect(ask(during('amina'), { id, text: 'Once more?', as: 'me' })).rejects.toMatchObject({ kind: 'too-many' })
})

async function liveRoomJoin(ctx: Parameters<typeof ask>[0], id: string): Promise<void> {
  const { joinRoom } = await import('../index.ts')
  await joinRoom(ctx, { id })
}

/** Every row of every table in which one of the ids stands, as `table: row`. */
async function rowsWith(db: Parameters<typeof livingCalendar>[0], ids: string[]): Promise<string[]> {
  const { sql } = await import('kysely')
  const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(db)
    for (const { text } of rows) if (ids.some((id) => text.includes(id))) found.push(`${name}: ${text}`)
  }
  return found
}
