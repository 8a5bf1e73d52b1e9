import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { notify, openListener } from './listen.ts'
import { openDatabase } from './pool.ts'

test('a message is heard when its transaction commits, and not when it is rolled back', async () => {
  await using database = await freshDatabase()
  const db = openDatabase(database.url)
  const listener = await openListener(database.url)
  const heard: string[] = []
  await listener.on('event 1', (message) => heard.push(message))
  const refused = db.transaction().execute(async (trx) => {
    await notify(trx, 'event 1', 'refused')
    throw new Error('no')
  })
  await expect(refused).rejects.toThrow('no')
  await db.transaction().execute((trx) => notify(trx, 'event 1', 'Amina comes'))
  await expect.poll(() => heard).toEqual(['Amina comes'])
  await listener.close()
  await db.destroy()
})

test('who stops listening hears nothing more, and the others go on', async () => {
  await using database = await freshDatabase()
  const db = openDatabase(database.url)
  const listener = await openListener(database.url)
  const [one, other]: [string[], string[]] = [[], []]
  const stop = await listener.on('news', (message) => one.push(message))
  await listener.on('news', (message) => other.push(message))
  await stop()
  await notify(db, 'news', 'late')
  await expect.poll(() => other).toEqual(['late'])
  expect(one).toEqual([])
  await listener.close()
  await db.destroy()
})

test('a broken connection is opened again, and the gap is told', async () => {
  await using database = await freshDatabase()
  const db = openDatabase(database.url)
  let gaps = 0
  const listener = await openListener(database.url, () => gaps++)
  const heard: string[] = []
  await listener.on('news', (message) => heard.push(message))
  const admin = new pg.Client(database.url)
  await admin.connect()
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()",
  )
  await admin.end()
  await expect.poll(() => gaps).toBe(1)
  await notify(db, 'news', 'back again')
  await expect.poll(() => heard).toEqual(['back again'])
  await listener.close()
  await db.destroy()
})
