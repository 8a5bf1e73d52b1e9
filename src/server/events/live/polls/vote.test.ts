import { expect } from 'vitest'
import { openDatabase } from '#server/foundations/db/index.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { type Name } from '#tests/support/people.ts'
import { asking, voters } from '#tests/support/polls.ts'
import { findRoom, joinByCode, openRoom } from '../index.ts'
import { closePoll, dropPoll, preparePoll, vote } from './index.ts'

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
    const late = Promise.allSettled(voters.map((name) => vote(world.during(name), { ...ask, choice })))
    await closePoll(world.during('nomsa'), ask)
    const through = (await late).filter(({ status }) => status === 'fulfilled').length
    expect((await seen('nomsa')).results).toMatchObject({ votes: 100 + through })
  } finally {
    await db.destroy()
  }
})
