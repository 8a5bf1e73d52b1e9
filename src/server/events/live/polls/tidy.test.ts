import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { asking } from '#tests/support/polls.ts'
import { closePoll, hideAnswer, mergeAnswers, supportAnswer, vote } from './index.ts'

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
