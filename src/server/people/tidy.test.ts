import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCommunity, names, now } from '#tests/support/people.ts'
import { newId } from '../foundations/id.ts'
import { countTry } from './limits.ts'
import { tidyAtNight } from './tidy.ts'

test('at night what has ended is forgotten, and what still counts stays', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  const verification = { identifier: 'sign-in-otp-amina@example.org', value: 'x:0' }
  const answered = { who: 'stranger', verb: 'x', request_hash: 'x' }
  await db
    .insertInto('verification')
    .values([
      { id: newId(now), ...verification, expires_at: now.subtract({ seconds: 1 }) },
      { id: newId(now), ...verification, expires_at: now.add({ minutes: 5 }) },
    ])
    .execute()
  await db
    .insertInto('answered_once')
    .values([
      { ...answered, key: 'old', at: now.subtract({ hours: 49 }) },
      { ...answered, key: 'new', at: now },
    ])
    .execute()
  await db.updateTable('session').set({ expires_at: now }).where('token', '=', 'session-of-amina').execute()
  await countTry(ctx(null), [['set-up', 'site']])

  await tidyAtNight(ctx(null, { at: now.add({ seconds: 1 }) }))
  expect(await db.selectFrom('session').select('id').execute()).toHaveLength(names.length - 1)
  expect(await db.selectFrom('verification').select('id').execute()).toHaveLength(1)
  expect(await db.selectFrom('answered_once').select('key').execute()).toEqual([{ key: 'new' }])
  expect(await db.selectFrom('rate').select('key').execute()).toHaveLength(1)
})
