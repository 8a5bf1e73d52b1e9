import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCommunity, names } from '#tests/support/people.ts'
import { askToJoin, requests } from './index.ts'

// From the sixth time on PostgreSQL may keep one plan for all: a statement that leans on its parameters breaks then.
test('however many ask to join, each request waits once', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  await db.updateTable('circle').set({ policy: 'approval' }).where('key', '=', 'mel-hub').execute()
  const outside = names.filter((name) => !ctx(name).member?.circles.some(({ key }) => key === 'mel-hub'))
  for (const name of [...outside, ...outside]) await askToJoin(ctx(name), { circle: 'mel-hub', message: 'May I?' })
  expect(outside.length).toBeGreaterThan(6)
  expect(await requests(ctx('nomsa'), {})).toHaveLength(outside.length)
})
