import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { asking } from '#tests/support/polls.ts'
import { closePoll, hideAnswer, mergeAnswers, openPoll, polls, preparePoll, vote } from './index.ts'

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
