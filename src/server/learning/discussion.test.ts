import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { withChannels } from '#tests/support/discussion.ts'
import { livingCommunity, type Name } from '#tests/support/people.ts'
import { markAnswer, reply, retirePost, startTopic } from '../discussion/index.ts'
import { computeTiers, indicator, measureAll, quarterOf } from './index.ts'
import { afterWorkingDays, workingHours } from './indicators/working-time.ts'

/** A fortnight of talk, begun on Thursday 5 March 2026 at ten in the morning in Johannesburg, where the week-end is free. */
const thursday = Temporal.Instant.from('2026-03-05T08:00:00Z')

async function fortnight(db: Parameters<typeof livingCommunity>[0]) {
  const living = await livingCommunity(db)
  const { channel } = await withChannels(db, living)
  const at = (name: Name, hours: number) => living.ctx(name, { at: thursday.add({ minutes: hours * 60 }) })
  const begin = async (by: Name, hours: number, title: string, kind: 'question' | 'talk' = 'question') =>
    (await startTopic(at(by, hours), { channel: channel.ask, title, text: 'x', kind })).topic
  const answer = async (by: Name, hours: number, topic: string) =>
    (await reply(at(by, hours), { topic, text: 'y' })).post
  const soon = await begin('kagiso', 0, 'Answered within the hour')
  await answer('kagiso', 0.5, soon)
  await markAnswer(at('kagiso', 2), { topic: soon, post: await answer('amina', 1, soon) })
  // On the Tuesday at ten three working days have passed.
  const overWeekend = await begin('amina', 1, 'Answered on Monday evening')
  await answer('nomsa', 4 * 24 + 10, overWeekend)
  const late = await begin('fatou', 2, 'Answered after a week')
  await answer('nomsa', 24 * 7, late)
  await begin('kagiso', 3, 'Never answered')
  const spoilt = await begin('fatou', 4, 'Answered by what was taken out')
  await retirePost(at('nomsa', 6), { topic: spoilt, post: await answer('johan', 5, spoilt), why: 'Selling' })
  await begin('nomsa', 5, 'We meet on Thursday', 'talk')
  await begin('johan', 24 * 13.5, 'Asked just now')
  const read = (key: string, days: number, name: Name = 'nomsa') => indicator(at(name, 24 * days), { indicator: key })
  return { ...living, at, read }
}

test('questions answered in time, over the week-end too; one that may still be is not counted', async ({ db }) => {
  const { read } = await fortnight(db)
  const { numerator, denominator, value, rows } = await read('ind-eng-04', 14)
  expect([numerator, denominator, value]).toEqual([2, 5, 40])
  expect(rows.filter((row) => row.numerator === 1).map(({ label }) => label)).toEqual([
    'Answered within the hour',
    'Answered on Monday evening',
  ])
  // Titles may be the hub's: others see the figure.
  const seen = await read('ind-eng-04', 14, 'kagiso')
  expect([seen.value, seen.rows, seen.hidden]).toEqual([40, [], true])
})

test('the time to a first answer is the median of working hours', async ({ db }) => {
  const { read } = await fortnight(db)
  // One hour; Thursday from eleven, Friday and Monday; Thursday from noon to Thursday at ten.
  expect((await read('ind-eng-05', 14)).value).toBe(6 + 8 + 8)
})

test('answers per topic after three weeks, by whom topics are begun and posts written, and across organisations', async ({
  db,
}) => {
  const { read } = await fortnight(db)
  expect((await read('ind-eng-06', 14)).value).toBeNull()
  expect(await read('ind-eng-06', 23)).toMatchObject({ numerator: 4, denominator: 6 })
  expect(await read('ind-eng-08', 14)).toMatchObject({ numerator: 6, denominator: 7 })
  // Seven posts that began something and four answers; of these the coordinator wrote three.
  expect(await read('ind-eng-07', 14)).toMatchObject({ numerator: 3, denominator: 11 })
  const across = await read('ind-eng-10', 14)
  expect(across.denominator).toBeGreaterThan(0)
  expect(across.value).toBe(100)
})

test('writing in the discussion is taking part, and what is counted at night is kept', async ({ db }) => {
  const { at, member } = await fortnight(db)
  await computeTiers(at('nomsa', 24 * 14))
  const tiers = await db.selectFrom('member_tier').select(['member_id', 'tier', 'contributions']).execute()
  expect(tiers.find(({ member_id }) => member_id === member.kagiso)).toMatchObject({ tier: 'active', contributions: 3 })
  await measureAll(at('nomsa', 24 * 14), quarterOf(Temporal.PlainDate.from('2026-03-19'), 'Africa/Johannesburg'))
  const kept = await db
    .selectFrom('measurement')
    .select(['indicator', 'value'])
    .where('indicator', 'like', 'ind-eng-0%')
    .execute()
  expect(kept.find(({ indicator }) => indicator === 'ind-eng-05')!.value).toBe(22)
})

test('working days and hours leave the week-end out, wherever it lies', () => {
  const [zone, sunday] = ['Africa/Johannesburg', Temporal.Instant.from('2026-03-08T08:00:00Z')]
  expect(afterWorkingDays(thursday, 3, zone, [6, 7]).toString()).toBe('2026-03-10T08:00:00Z')
  expect(afterWorkingDays(sunday, 1, zone, [6, 7]).toString()).toBe('2026-03-09T08:00:00Z')
  expect(afterWorkingDays(thursday, 3, 'Asia/Dhaka', [5, 6]).toString()).toBe('2026-03-10T08:00:00Z')
  expect(workingHours(thursday, thursday.add({ hours: 24 * 7 }), zone, [6, 7])).toBe(40)
  expect(workingHours(sunday, sunday.add({ hours: 3 }), zone, [6, 7])).toBe(0)
  // Over the night on which clocks go forward.
  const paris = Temporal.Instant.from('2026-03-27T16:00:00Z')
  expect(workingHours(paris, paris.add({ hours: 65 }), 'Europe/Paris', [6, 7])).toBe(2)
})
