import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { openDatabase } from '#server/foundations/db/index.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { livingCalendar, type LivingCalendar } from '#tests/support/events.ts'
import { emailOf, type Name } from '#tests/support/people.ts'
import { rsvp } from '../../index.ts'
import { findRoom, joinByCode, joinRoom, openRoom } from '../index.ts'
import {
  closePoll,
  closePollInTime,
  mailPoll,
  pollPage,
  voteByMail,
  dropPoll,
  hideAnswer,
  mergeAnswers,
  openPoll,
  polls,
  preparePoll,
  supportAnswer,
  vote,
} from './index.ts'

const people = ['amina', 'kagiso', 'sipho', 'zanele', 'nomsa'] as const

/** An event with its room open, and a poll of it that is asked. */
async function asking(world: LivingCalendar, wanted: Partial<Parameters<typeof preparePoll>[1]> = {}) {
  const id = await world.plan()
  await openRoom(world.during('nomsa'), { id, door: 'anyone' })
  const { poll } = await preparePoll(world.during('nomsa'), {
    id,
    kind: 'single',
    question: 'Would you report the gain?',
    options: ['Yes', 'No'],
    ...wanted,
  })
  await openPoll(world.during('nomsa'), { id, poll })
  const seen = async (name: Name | null, token?: string) =>
    (await polls(world.during(name), { id, token })).polls.find((each) => each.id === poll)!
  const option = async (label: string) => (await seen('nomsa')).options.find((each) => each.label === label)!.id
  return { id, poll, seen, option, ask: { id, poll } }
}

test('results are seen after closing, after voting, at once or never, as was set', async ({ db }) => {
  const world = await livingCalendar(db)
  for (const [results, before, afterVote, closed] of [
    ['after-close', false, false, true],
    ['after-vote', false, true, true],
    ['live', true, true, true],
    ['hidden', false, false, false],
  ] as const) {
    const { ask, seen, option } = await asking(world, { results, anonymous: 'false' as never })
    const sees = async () => (await seen('kagiso')).results !== null
    const found: boolean[] = [await sees()]
    await vote(world.during('kagiso'), { ...ask, choice: await option('Yes') })
    found.push(await sees())
    await closePoll(world.during('nomsa'), ask)
    found.push(await sees())
    expect(found, results).toEqual([before, afterVote, closed])
    expect(
      (await seen('nomsa')).results?.lines.map(({ count }) => count),
      results,
    ).toEqual([1, 0])
  }
})

test('everybody votes once; again only where the answer may be changed', async ({ db }) => {
  const world = await livingCalendar(db)
  const changeable = await asking(world)
  await vote(world.during('amina'), { ...changeable.ask, choice: await changeable.option('Yes') })
  expect(await vote(world.during('amina'), { ...changeable.ask, choice: await changeable.option('No') })).toMatchObject(
    { changed: true },
  )
  expect((await changeable.seen('nomsa')).votes).toBe(1)
  const fixed = await asking(world, { changeable: 'false' as never })
  await vote(world.during('amina'), { ...fixed.ask, choice: await fixed.option('Yes') })
  await expect(vote(world.during('amina'), { ...fixed.ask, choice: await fixed.option('No') })).rejects.toMatchObject({
    code: 'live.voted',
  })
})

test('votes after closing, before asking, of strangers and of what is not there are refused in words', async ({
  db,
}) => {
  const world = await livingCalendar(db)
  const { ask, option } = await asking(world)
  const yes = await option('Yes')
  const refused = async (name: Name | null, input: object, expected: object) =>
    expect(vote(world.during(name), { ...ask, ...input } as never)).rejects.toMatchObject(expected)
  await refused('kagiso', {}, { issues: [{ path: ['choice'], code: 'live.choose' }] })
  await refused('kagiso', { choice: ask.poll }, { issues: [{ path: ['choice'], code: 'field.choice' }] })
  await refused('kagiso', { choice: yes, poll: ask.id }, { code: 'live.poll' })
  await refused('joseph', { choice: yes }, { kind: 'not-found' })
  await refused(null, { choice: yes }, { kind: 'not-found' })
  await closePoll(world.during('nomsa'), ask)
  await refused('kagiso', { choice: yes }, { code: 'live.poll-closed' })
  const { poll } = await preparePoll(world.during('nomsa'), { id: ask.id, kind: 'open', question: 'What else?' })
  await refused('kagiso', { poll, text: 'x' }, { code: 'live.poll-draft' })
  await dropPoll(world.during('nomsa'), { id: ask.id, poll })
})

test('only whoever holds the event prepares, asks, closes and tidies; a prepared poll is seen by nobody else', async ({
  db,
}) => {
  const world = await livingCalendar(db)
  const { ask } = await asking(world, { kind: 'open' })
  const kagiso = world.during('kagiso')
  const { poll } = await preparePoll(world.during('nomsa'), { id: ask.id, kind: 'open', question: 'Later' })
  expect((await polls(kagiso, { id: ask.id })).polls.map(({ question }) => question)).toEqual([
    'Would you report the gain?',
  ])
  for (const attempt of [
    preparePoll(kagiso, { id: ask.id, kind: 'open', question: 'Mine' }),
    openPoll(kagiso, { id: ask.id, poll }),
    closePoll(kagiso, ask),
    hideAnswer(kagiso, { ...ask, answer: poll, hidden: true }),
    mergeAnswers(kagiso, { ...ask, answer: poll }),
  ])
    await expect(attempt).rejects.toMatchObject({ code: 'live.run-room' })
})

test('answers of ten thousand characters and half rankings come back with what would fit', async ({ db }) => {
  const world = await livingCalendar(db)
  const open = await asking(world, { kind: 'open' })
  await expect(vote(world.during('amina'), { ...open.ask, text: 'a'.repeat(10_000) })).rejects.toMatchObject({
    issues: [{ path: ['text'], code: 'live.text-long', params: { most: 500, length: 10_000 } }],
  })
  const words = await asking(world, { kind: 'words' })
  await expect(vote(world.during('amina'), { ...words.ask, words: 'a, b, c, d' })).rejects.toMatchObject({
    issues: [{ path: ['words'], code: 'live.too-many' }],
  })
  const ranking = await asking(world, { kind: 'ranking', options: ['A', 'B'] })
  const [a, b] = [await ranking.option('A'), await ranking.option('B')]
  await expect(vote(world.during('amina'), { ...ranking.ask, ranks: { [a]: 1 } })).rejects.toMatchObject({
    issues: [{ code: 'live.rank-all' }],
  })
  await expect(vote(world.during('amina'), { ...ranking.ask, ranks: { [a]: 1, [b]: 1 } })).rejects.toMatchObject({
    issues: [{ code: 'live.rank-once' }],
  })
})

test('anonymous answers of fewer than four people are not told apart, not even by whoever holds the event', async ({
  db,
}) => {
  const world = await livingCalendar(db)
  const { ask, option, seen } = await asking(world, { results: 'live' })
  const yes = await option('Yes')
  for (const [i, name] of people.slice(0, 4).entries()) {
    await vote(world.during(name), { ...ask, choice: yes })
    for (const reader of ['nomsa', 'kagiso'] as const)
      expect((await seen(reader)).results, `${i + 1} votes`).toMatchObject(
        i < 3
          ? { votes: i + 1, tooFew: true, lines: [] }
          : { votes: 4, tooFew: false, lines: [{ count: 4 }, { count: 0 }] },
      )
  }
})

test('of an anonymous poll that is closed the database cannot tell who said what', async ({ db }) => {
  const world = await livingCalendar(db)
  const { id, ask, option } = await asking(world)
  const choices = [await option('Yes'), await option('No')]
  for (const [i, name] of people.entries()) await vote(world.during(name), { ...ask, choice: choices[i % 2] })
  const { secret } = await db.selectFrom('poll').select('secret').where('id', '=', ask.poll).executeTakeFirstOrThrow()
  const order = async () =>
    (
      await sql<{ voter: Buffer; at: unknown; member_id: string | null; participant_id: string | null; xmin: string }>`
    select voter, at, member_id, participant_id, xmin::text from poll_vote where poll_id = ${ask.poll} order by ctid`.execute(
        db,
      )
    ).rows
  expect((await order()).every((row) => row.at === null && row.member_id === null && row.participant_id === null)).toBe(
    true,
  )

  await closePoll(world.during('nomsa'), ask)

  const closed = await order()
  expect(closed).toHaveLength(5)
  // All rows are of one transaction, and no name of a voter can be made from anything that is still there.
  expect(new Set(closed.map(({ xmin }) => xmin)).size).toBe(1)
  const participants = await db
    .selectFrom('live_participant')
    .select(['id', 'member_id'])
    .where('event_id', '=', id)
    .execute()
  const kept = await db.selectFrom('poll').selectAll().where('id', '=', ask.poll).executeTakeFirstOrThrow()
  expect(kept.secret).toBeNull()
  const names = new Set(closed.map(({ voter }) => voter.toString('hex')))
  for (const key of [secret!, Buffer.from(ask.poll), Buffer.from(id), Buffer.from(world.during('nomsa').site.secret)])
    for (const { id: participant, member_id } of participants)
      for (const who of [`member:${member_id}`, `participant:${participant}`])
        expect(names.has(createHmac('sha256', key).update(who).digest().subarray(0, 16).toString('hex'))).toBe(false)
  // Nor do facts tell: of the poll only that it was opened and closed, and of people only that they came.
  const facts = await db
    .selectFrom('fact')
    .select(['kind', 'member_id', 'payload'])
    .where('subject_id', '=', id)
    .execute()
  expect(
    facts
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('poll.'))
      .toSorted(),
  ).toEqual(['poll.closed', 'poll.opened'])
  expect(JSON.stringify(facts)).not.toContain(choices[0])
})

test('of a named poll who voted is a fact of theirs, once', async ({ db }) => {
  const world = await livingCalendar(db)
  const { ask, option } = await asking(world, { anonymous: 'false' as never })
  for (const label of ['Yes', 'No']) await vote(world.during('amina'), { ...ask, choice: await option(label) })
  expect(await db.selectFrom('fact').select('member_id').where('kind', '=', 'poll.voted').execute()).toEqual([
    { member_id: world.member.amina },
  ])
})

test('somebody without an account votes as themselves and as nobody else', async ({ db }) => {
  const world = await livingCalendar(db)
  const { id, ask, option, seen } = await asking(world)
  const { code } = await openRoom(world.during('nomsa'), { id })
  const stranger = { ...world.during(null), community: null }
  const { token } = await joinByCode(stranger, await findRoom(stranger, { code, address: null }), { name: 'Léa' })
  const choice = await option('Yes')
  // Whatever else a form says, the vote is of whoever holds the secret.
  await vote.run(world.during(null), {
    ...ask,
    token,
    choice,
    member_id: world.member.amina,
    participant: world.member.amina,
  })
  await vote(world.during('amina'), { ...ask, choice })
  expect((await seen('nomsa')).votes).toBe(2)
  await expect(vote(world.during(null), { ...ask, token: 'guessed', choice })).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('open answers are supported, merged without counting anybody twice, and hidden', async ({ db }) => {
  const world = await livingCalendar(db)
  const { ask, seen } = await asking(world, { kind: 'open', anonymous: 'false' as never })
  for (const [name, text] of [
    ['amina', 'Trace those who left'],
    ['kagiso', 'Find learners who moved'],
    ['zanele', 'More money'],
  ] as const)
    await vote(world.during(name), { ...ask, text })
  const id = async (text: string) => (await seen('nomsa')).results!.answers.find((each) => each.text === text)!.id
  const [traced, found, money] = [
    await id('Trace those who left'),
    await id('Find learners who moved'),
    await id('More money'),
  ]
  await expect(supportAnswer(world.during('amina'), { ...ask, answer: traced })).rejects.toMatchObject({
    code: 'live.own-answer',
  })
  await supportAnswer(world.during('sipho'), { ...ask, answer: traced })
  await supportAnswer(world.during('sipho'), { ...ask, answer: found })
  await expect(vote(world.during('amina'), { ...ask, text: 'Something else' })).rejects.toMatchObject({
    code: 'live.supported',
  })
  await mergeAnswers(world.during('nomsa'), { ...ask, answer: found, into: traced })
  await hideAnswer(world.during('nomsa'), { ...ask, answer: money, hidden: true })
  expect((await seen('kagiso')).results!.answers).toEqual([
    { id: traced, text: 'Trace those who left', count: 3, hidden: false },
  ])
  await closePoll(world.during('nomsa'), ask)
  expect((await seen('kagiso')).results!.answers.map(({ count }) => count)).toEqual([3])
})

test('a quiz shows what was right after it is closed and not before', async ({ db }) => {
  const world = await livingCalendar(db)
  const { ask, option, seen } = await asking(world, {
    kind: 'quiz',
    options: ['Paris', '*Nairobi'],
    results: 'live',
    anonymous: 'false' as never,
  })
  await vote(world.during('amina'), { ...ask, choice: await option('Nairobi') })
  expect(JSON.stringify(await seen('kagiso'))).not.toContain('right')
  await closePoll(world.during('nomsa'), ask)
  expect((await seen('kagiso')).results!.lines.map(({ right }) => right)).toEqual([false, true])
})

test('a hundred votes at once are a hundred, two of one person one, and none slips in behind the closing', async () => {
  await using database = await freshDatabase()
  const db = openDatabase(database.url, { max: 20 })
  try {
    const world = await livingCalendar(db)
    const { id, ask, option, seen } = await asking(world, { results: 'live' })
    const choice = await option('Yes')
    const { code } = await openRoom(world.during('nomsa'), { id })
    const stranger = { ...world.during(null), community: null }
    const found = await findRoom(stranger, { code, address: null })
    const tokens = await Promise.all(
      Array.from({ length: 100 }, async () => (await joinByCode(stranger, found, {})).token),
    )
    await Promise.all(
      [...tokens, ...tokens.slice(0, 20)].map((token) => vote(world.during(null), { ...ask, token, choice })),
    )
    expect((await seen('nomsa')).results).toMatchObject({ votes: 100 })
    const late = Promise.allSettled(people.map((name) => vote(world.during(name), { ...ask, choice })))
    await closePoll(world.during('nomsa'), ask)
    const through = (await late).filter(({ status }) => status === 'fulfilled').length
    expect((await seen('nomsa')).results).toMatchObject({ votes: 100 + through })
  } finally {
    await db.destroy()
  }
})

test('whoever had answered the event and was not there is asked by mail, and votes once by a link that is theirs', async ({
  db,
}) => {
  const world = await livingCalendar(db)
  const id = await world.plan()
  for (const name of ['amina', 'kagiso'] as const) await rsvp(world.ctx(name), { id, answer: 'yes' })
  await openRoom(world.during('nomsa'), { id })
  await joinRoom(world.during('amina'), { id })
  const { poll } = await preparePoll(world.during('nomsa'), {
    id,
    kind: 'single',
    question: 'Again?',
    options: ['Yes', 'No'],
  })
  await openPoll(world.after('nomsa'), { id, poll, days: 7 })
  const fact = await db.selectFrom('fact').selectAll().where('kind', '=', 'poll.opened').executeTakeFirstOrThrow()
  const job = { ...world.after(null), actor: null }
  const asked = {
    id: fact.id,
    kind: 'poll.opened',
    at: fact.at,
    actorId: null,
    memberId: null,
    subjectId: id,
    payload: fact.payload as never,
  } as const
  await mailPoll(job, asked)
  await mailPoll(job, asked)
  const mails = await db.selectFrom('mail').select(['to_address', 'text']).where('kind', '=', 'event-poll').execute()
  expect(mails.map(({ to_address }) => to_address)).toEqual([emailOf('kagiso')])

  const token = /\/in\/poll\/[\da-f-]+\/(\S+)/.exec(mails[0]!.text)![1]!
  const door = { ...world.after(null), community: null }
  const page = await pollPage(door, poll, token)
  expect([page.open, page.poll.question]).toEqual([true, 'Again?'])
  const [yes, no] = page.poll.options.map((option) => option.id)
  await voteByMail(door, poll, token, { choice: yes })
  await voteByMail(door, poll, token, { choice: no })
  await vote(world.after('kagiso'), { id, poll, choice: yes })
  expect((await polls(world.after('nomsa'), { id })).polls[0]!.votes).toBe(1)
  await expect(
    pollPage(
      door,
      poll,
      token.replace(/^./, (sign) => (sign === 'a' ? 'b' : 'a')),
    ),
  ).rejects.toMatchObject({ code: 'live.poll' })

  const later = (days: number) => ({ ...door, now: door.now.add({ hours: 24 * days }) })
  await expect(voteByMail(later(8), poll, token, { choice: yes })).rejects.toMatchObject({ code: 'live.poll-closed' })
  await closePollInTime({ ...later(8), community: world.community }, poll)
  expect(
    await db.selectFrom('poll').select(['state', 'secret']).where('id', '=', poll).executeTakeFirstOrThrow(),
  ).toEqual({ state: 'closed', secret: null })
})
