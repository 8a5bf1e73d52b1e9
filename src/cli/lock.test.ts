import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataFolder } from '#tests/support/folders.ts'
import { withLock } from './lock.ts'

test('whoever comes second waits for the first', async () => {
  const lock = join(dataFolder(), 'not yet there/lock')
  const order: string[] = []
  const work = (name: string) => () =>
    withLock(lock, 'waiting', async () => {
      order.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 30))
      order.push(`${name} ends`)
    })
  await Promise.all([work('first')(), work('second')()])
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  expect(existsSync(lock)).toBe(false)
})

test('work that fails lets go of the lock', async () => {
  const lock = join(dataFolder(), 'lock')
  await expect(withLock(lock, 'waiting', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await withLock(lock, 'waiting', async () => 'yes')).toBe('yes')
})

test('the lock of a process that was killed is taken over', async () => {
  const lock = join(dataFolder(), 'lock')
  mkdirSync(lock)
  // No system gives this number to a process.
  writeFileSync(join(lock, 'pid'), String(2 ** 30))
  expect(await withLock(lock, 'waiting', async () => 'mine')).toBe('mine')
})
