import { expect } from 'vitest'
import { writeRecord } from '#server/events/index.ts'
import {
  ask,
  closeEvent,
  eventPage,
  findRoom,
  joinByCode,
  liveRoom,
  markAttendance,
  openRoom,
  settleQuestion,
  startMeeting,
} from '#server/events/index.ts'
import { transaction } from '#server/ctx.ts'
import { openDatabase } from '#server/foundations/db/index.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { withChannels } from '#tests/support/discussion.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { topicPage, topics } from '../discussion/index.ts'
import { parked, raise } from './index.ts'

/** A meeting with three questions that were parked: Amina's, Kagiso's without a name, and that of somebody who came by the code. */
async function asked(db: Parameters<typeof livingCalendar>[0], wanted: object = {}, hub = false) {
  const living = await livingCalendar(db)
  const talking = await withChannels(db, living)
  const { during } = living
  const id = await living.plan({ public: !hub, ...(hub ? { circle: living.circles['mel-hub'].id } : {}), ...wanted })
  await openRoom(during('sipho'), { id, door: 'anyone' })
  await startMeeting(during('sipho'), { id })
  const questions = [(await ask(during('amina'), { id, text: 'What did the baseline cost?', as: 'me' })).question]
  if (!hub) {
    questions.push((await ask(during('kagiso'), { id, text: 'Does anybody read our reports?', as: 'nobody' })).question)
    const { code } = await liveRoom(during('sipho'), { id })
    const { token } = await joinByCode(during(null), await findRoom(during(null), { code: code!, address: null }), {
      name: 'Tendai',
    })
    questions.push((await ask(during(null), { id, token, text: 'Who pays for it?', as: 'me' })).question)
  }
  for (const question of questions) await settleQuestion(during('sipho'), { id, question, state: 'parked' })
  return { ...living, ...talking, id, questions }
}

test('parked questions become topics once, linked both ways, with a name only where they had one', async ({ db }) => {
  const { after, id, questions, channel, member } = await asked(db)
  const [first, ...others] = questions as [string, ...string[]]
  const one = await raise.run(after('sipho'), { id, questions: first, channel: channel.ask })
  const all = await raise.run(after('sipho'), { id, questions, channel: channel.ask })
  expect(all.topics[0]).toBe(one.topics[0])
  expect(await raise(after('nomsa'), { id, questions: others, channel: channel.ask })).toEqual({
    topics: all.topics.slice(1),
  })
  const shown = await Promise.all(all.topics.map((topic) => topicPage(after('fatou'), { topic })))
  expect(shown.map(({ title, author, event, is_question }) => [title, author, event?.id, is_question])).toEqual([
    ['What did the baseline cost?', 'Amina Otieno', id, true],
    ['Does anybody read our reports?', null, id, true],
    ['Who pays for it?', null, id, true],
  ])
  expect((await eventPage(after('amina'), { id })).open_questions.map(({ topic }) => topic).toSorted()).toEqual(
    all.topics.toSorted(),
  )
  expect((await parked(after('sipho'), { id })).questions.every(({ topic }) => topic !== null)).toBe(true)
  // Nothing in the topic of whoever asked without a name leads to them; whoever took it there follows it.
  const rows = await db
    .selectFrom('topic_follow')
    .select(['topic_id', 'member_id'])
    .where('topic_id', '=', all.topics[1]!)
    .execute()
  expect(rows.map(({ member_id }) => member_id)).toEqual([member.sipho])
  const facts = await db.selectFrom('fact').select('member_id').where('kind', '=', 'topic.raised').execute()
  expect(facts.map(({ member_id }) => member_id)).toEqual([member.sipho, member.sipho, member.sipho])
})

test('under the Chatham House rule no topic has a name; where nothing leaves the room there is no topic', async ({
  db,
}) => {
  const { after, id, questions, channel } = await asked(db, { confidence: 'learned-leaves' })
  expect((await parked(after('sipho'), { id })).questions.map(({ by }) => by)).toEqual([null, null, null])
  const { topics: made } = await raise(after('sipho'), { id, questions, channel: channel.ask })
  const authors = await db.selectFrom('topic').select('author_id').where('id', 'in', made).execute()
  expect(authors.every(({ author_id }) => author_id === null)).toBe(true)
  await db.deleteFrom('topic').execute()
  await db.updateTable('event').set({ confidence: 'nothing-leaves' }).where('id', '=', id).execute()
  expect(await parked(after('sipho'), { id })).toMatchObject({ stays: true, channels: [] })
  await expect(raise(after('sipho'), { id, questions, channel: channel.ask })).rejects.toMatchObject({
    code: 'questions.stays',
  })
})

test('questions of a meeting of the hub, or of one whose record is the hub’s, stay in the hub’s channel', async ({
  db,
}) => {
  const { after, id, questions, channel } = await asked(db, {}, true)
  expect((await parked(after('sipho'), { id })).channels.map(({ name }) => name)).toEqual(['MEL hub'])
  await expect(raise(after('sipho'), { id, questions, channel: channel.ask })).rejects.toMatchObject({
    issues: [{ path: ['channel'], code: 'questions.too-wide' }],
  })
  const { topics: made } = await raise(after('sipho'), { id, questions, channel: channel.hub })
  await expect(topicPage(after('kagiso'), { topic: made[0]! })).rejects.toMatchObject({ code: 'discussion.topic' })
})

test('a record for the hub keeps questions of an open meeting in the hub’s channel, and nobody else hears of the topic', async ({
  db,
}) => {
  const { after, id, questions, channel, member } = await asked(db)
  await markAttendance(after('sipho'), { id, present: [member.amina], marked: [] })
  await closeEvent(after('sipho'), { id })
  await writeRecord.run(after('sipho'), { id, sensitivity: 'hub', summary: 'Costs' })
  await expect(raise(after('sipho'), { id, questions, channel: channel.ask })).rejects.toMatchObject({
    kind: 'invalid',
  })
  await raise(after('sipho'), { id, questions, channel: channel.hub })
  expect((await topics(after('kagiso'), {})).items).toEqual([])
  expect((await eventPage(after('kagiso'), { id })).open_questions.map(({ topic }) => topic)).toEqual([
    null,
    null,
    null,
  ])
})

test('nobody but whoever holds the event takes its questions anywhere, and only those that it left', async ({ db }) => {
  const { after, during, id, questions, channel, plan } = await asked(db)
  for (const who of [after('amina'), after('kagiso'), after('joseph'), after(null)])
    for (const attempt of [() => raise(who, { id, questions, channel: channel.ask }), () => parked(who, { id })])
      await expect(attempt()).rejects.toMatchObject({ kind: expect.stringMatching(/not-found|not-allowed/) })
  await settleQuestion(during('sipho'), { id, question: questions[0]!, state: 'answered' })
  await expect(raise(during('sipho'), { id, questions, channel: channel.ask })).rejects.toMatchObject({
    code: 'meet.question',
  })
  const other = await plan({ title: 'Another', public: true, date: '2026-03-04' })
  await expect(raise(after('sipho'), { id: other, questions, channel: channel.ask })).rejects.toMatchObject({
    code: 'meet.question',
  })
  await expect(raise.run(after('sipho'), { id, channel: channel.ask })).rejects.toMatchObject({
    issues: [expect.objectContaining({ path: ['questions'] })],
  })
  expect(await db.selectFrom('topic').select('id').execute()).toEqual([])
})

test('two who take the same question into the discussion at once make one topic', async () => {
  await using database = await freshDatabase()
  const db = openDatabase(database.url)
  const { after, id, questions, channel } = await asked(db)
  const made = await Promise.all(
    (['sipho', 'nomsa', 'sipho', 'zanele'] as const).map((name) =>
      raise(after(name), { id, questions, channel: channel.ask }),
    ),
  )
  expect(new Set(made.map(({ topics }) => topics.join())).size).toBe(1)
  expect(await db.selectFrom('topic').select('id').execute()).toHaveLength(3)
  // The database says the same to whoever comes past the verb.
  const again = transaction(after('nomsa'), (ctx) =>
    ctx.db.updateTable('topic').set({ question_id: questions[0]! }).where('question_id', '=', questions[1]!).execute(),
  )
  await expect(again).rejects.toThrow('topic_community_id_event_id_question_id_key')
  await db.destroy()
})
