import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCommunity, now } from '#tests/support/people.ts'
import { TooMany } from '../errors.ts'
import { countTry, forgetOldTries, forgiveTry, limits, networkOf, type Trier } from './limits.ts'

const amina: Trier[] = [['password-for-address', 'amina@example.org']]
const tries = limits['password-for-address'].tries

test('tries are counted within their minutes, and begin anew after them', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  for (let i = 0; i < tries; i++) await countTry(ctx(null), amina)
  const later = ctx(null, { at: now.add({ minutes: 15 }) })
  for (let i = 0; i < tries; i++) await countTry(later, amina)
  await expect(countTry(later, amina)).rejects.toThrow(TooMany)
})

test('trying while locked does not lengthen the lock', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  for (let i = 0; i < tries; i++) await countTry(ctx(null), amina)
  await expect(countTry(ctx(null), amina)).rejects.toMatchObject({ params: { seconds: 900 } })
  await expect(countTry(ctx(null, { at: now.add({ minutes: 14 }) }), amina)).rejects.toMatchObject({
    params: { seconds: 60 },
  })
  await countTry(ctx(null, { at: now.add({ minutes: 15 }) }), amina)
})

test('what succeeds is not counted', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  for (let i = 0; i < tries * 3; i++) {
    await countTry(ctx(null), amina)
    await forgiveTry(ctx(null), amina)
  }
})

test('the table does not say who tried, and forgets after a day', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  await countTry(ctx(null), amina)
  const [row] = await db.selectFrom('rate').select('key').execute()
  expect(row!.key).not.toMatch(/amina/)
  await forgetOldTries(ctx(null, { at: now.add({ hours: 25 }) }))
  expect(await db.selectFrom('rate').select('key').execute()).toEqual([])
})

test('a network is an address in IPv4 and 64 bits in IPv6; a server in front of ours is none', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('2001:db8:12:34:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:12:34')
  expect(networkOf('2001:0db8:12:34::1')).toBe('2001:db8:12:34')
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0')
  for (const near of ['127.0.0.1', '::1', '::ffff:127.0.0.1', null]) expect(networkOf(near)).toBeNull()
})
