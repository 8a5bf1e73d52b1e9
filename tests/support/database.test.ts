import { expect } from 'vitest'
import { freshDatabase, test } from './database.ts'
import { openDatabase } from '#server/foundations/db/index.ts'
import { newId } from '#server/foundations/id.ts'

const now = Temporal.Instant.from('2026-03-01T09:00:00Z')
const amina = { id: newId(now), name: 'Amina', email: 'amina@example.org' }

for (const time of ['first', 'second']) {
  test(`what a test writes is gone for the next (${time} time)`, async ({ db }) => {
    await db.transaction().execute((trx) => trx.insertInto('person').values(amina).execute())
    expect(await db.selectFrom('person').select('name').execute()).toEqual([{ name: 'Amina' }])
  })
}

test('a refused statement undoes its transaction and nothing else', async ({ db }) => {
  await db.insertInto('person').values(amina).execute()
  const again = db.transaction().execute((trx) => trx.insertInto('person').values(amina).execute())
  await expect(again).rejects.toThrow(/duplicate key/)
  expect(await db.selectFrom('person').select('name').execute()).toHaveLength(1)
})

test('a job may be added', async ({ db }) => {
  const { rows } = await db.executeQuery<{ id: unknown }>({
    sql: "select (graphile_worker.add_job('greet', '{}')).id",
    parameters: [],
  } as never)
  expect(rows).toHaveLength(1)
})

test('a fresh database keeps what is committed', async () => {
  await using database = await freshDatabase()
  const one = openDatabase(database.url)
  await one.insertInto('person').values(amina).execute()
  await one.destroy()
  const other = openDatabase(database.url)
  expect(await other.selectFrom('person').select('name').execute()).toEqual([{ name: 'Amina' }])
  await other.destroy()
})
