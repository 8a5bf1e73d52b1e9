import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { calendar, eventFilters } from './index.ts'

test('what is next goes on page by page without losing or repeating an event', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const planned: string[] = []
  for (let n = 0; n < 7; n += 1)
    planned.push(await plan({ date: `2026-04-${String(1 + Math.floor(n / 2)).padStart(2, '0')}` }))
  const seen: string[] = []
  let after: string | undefined
  do {
    const { items, next } = await calendar(ctx('amina'), { limit: 3, after })
    seen.push(...items.map(({ id }) => id))
    after = next ?? undefined
  } while (after)
  expect(seen).toHaveLength(7)
  expect(new Set(seen)).toEqual(new Set(planned))
})

test('the past is told newest first, and what runs now is still next', async ({ db }) => {
  const { ctx, during, after, plan } = await livingCalendar(db)
  const first = await plan()
  const second = await plan({ date: '2026-03-19' })
  expect((await calendar(during('amina'), {})).items.map(({ id }) => id)).toEqual([first, second])
  expect((await calendar(after('amina'), {})).items.map(({ id }) => id)).toEqual([second])
  const later = ctx('amina', { at: Temporal.Instant.from('2026-04-01T00:00:00Z') })
  expect((await calendar(later, { list: 'past' })).items.map(({ id }) => id)).toEqual([second, first])
  const { items, next } = await calendar(later, { list: 'past', limit: 1 })
  expect(items.map(({ id }) => id)).toEqual([second])
  expect((await calendar(later, { list: 'past', limit: 1, after: next! })).items.map(({ id }) => id)).toEqual([first])
})

test('a month is the reader’s month: what is March in Johannesburg may be April in Auckland', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ date: '2026-03-31', time: '19:00' })
  const inAuckland = { ...ctx('amina'), zone: 'Pacific/Auckland' }
  const found = async (where: typeof inAuckland, month: string) =>
    (await calendar(where, { month })).items.map((event) => event.id)
  expect(await found(ctx('amina'), '2026-03')).toEqual([id])
  expect(await found(ctx('amina'), '2026-04')).toEqual([])
  expect(await found(inAuckland, '2026-03')).toEqual([])
  expect(await found(inAuckland, '2026-04')).toEqual([id])
})

test('an event over several days stands in every month that it touches', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ format: 'async-discussion', date: '2026-03-25', minutes: 14 * 1440 })
  for (const month of ['2026-03', '2026-04'])
    expect((await calendar(ctx('amina'), { month })).items.map((event) => event.id)).toEqual([id])
  expect((await calendar(ctx('amina'), { month: '2026-05' })).items).toEqual([])
})

test('lists are narrowed by format and by circle', async ({ db }) => {
  const { ctx, circles, plan } = await livingCalendar(db)
  const session = await plan()
  const clinic = await plan({ format: 'peer-clinic', circle: circles['mel-hub'].id })
  const found = async (asked: object) => (await calendar.run(ctx('amina'), asked)).items.map(({ id }) => id)
  expect(await found({ format: 'peer-clinic', circle: '' })).toEqual([clinic])
  expect(await found({ circle: 'mel-hub' })).toEqual([clinic])
  expect(await found({ circle: 'everybody' })).toEqual([session])
  expect(await eventFilters(ctx('amina'), {})).toEqual({
    formats: [
      { key: 'monthly-learning-session', name: 'Monthly learning session' },
      { key: 'peer-clinic', name: 'Peer clinic' },
    ],
    circles: [
      { key: 'wider-circle', name: 'Wider circle', promises: false },
      { key: 'mel-hub', name: 'MEL hub', promises: true },
    ],
  })
})

test('a place in the list that somebody made up is not found, a month that is none is named', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  await expect(calendar(ctx('amina'), { after: 'Zm9vIGJhcg' })).rejects.toMatchObject({ kind: 'not-found' })
  await expect(calendar.run(ctx('amina'), { month: '2026-13' })).rejects.toMatchObject({
    issues: [{ path: ['month'], code: 'events.month' }],
  })
})
