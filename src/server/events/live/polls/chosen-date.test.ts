import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { asking } from '#tests/support/polls.ts'
import { planEvent, pollsToPrepare } from '../../index.ts'
import { chosenDate, closePoll, vote } from './index.ts'

test('the date on which most can becomes an event with nothing typed twice', async ({ db }) => {
  const world = await livingCalendar(db)
  const options = ['2026-04-09 14:00', '2026-04-16 14:00']
  const { id, poll, ask, option } = await asking(world, { kind: 'dates', options, anonymous: 'false' as never })
  const [first, second] = [await option(options[0]!), await option(options[1]!)]
  for (const [name, dates] of [
    ['amina', { [first]: 'maybe', [second]: 'yes' }],
    ['kagiso', { [first]: 'no', [second]: 'yes' }],
  ] as const)
    await vote(world.during(name), { ...ask, dates })
  const nomsa = world.during('nomsa')
  await expect(chosenDate(nomsa, { ...ask, option: second })).rejects.toMatchObject({ code: 'live.poll-open' })
  await closePoll(nomsa, ask)
  const prepared = (await pollsToPrepare(nomsa, { id })).polls.find((each) => each.id === poll)
  expect(prepared!.dates).toEqual([
    { option: second, startsAt: expect.stringContaining('2026-04-16'), can: 2, could: 0 },
    { option: first, startsAt: expect.stringContaining('2026-04-09'), can: 0, could: 1 },
  ])
  const start = await chosenDate(nomsa, { ...ask, option: second })
  expect(start).toMatchObject({
    format: 'monthly-learning-session',
    title: 'Reading gains when learners move',
    date: '2026-04-16',
    time: '14:00',
    zone: 'Africa/Johannesburg',
  })
  const { id: made } = await planEvent.run(nomsa, start)
  const event = await db.selectFrom('event').select(['wall_start', 'zone']).where('id', '=', made).executeTakeFirst()
  expect(event).toEqual({ wall_start: '2026-04-16T14:00:00', zone: 'Africa/Johannesburg' })
  await expect(chosenDate(nomsa, { ...ask, option: poll })).rejects.toMatchObject({ code: 'live.date' })
  await expect(chosenDate(world.during('amina'), { ...ask, option: second })).rejects.toMatchObject({
    kind: 'not-allowed',
  })
  await expect(chosenDate(world.during('joseph'), { ...ask, option: second })).rejects.toMatchObject({
    kind: 'not-found',
  })
})
