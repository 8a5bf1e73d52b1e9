import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { openDatabase, openPool } from './db/index.ts'
import { addJob, freeLeftJobs, jobsName, prepareJobs } from './jobs.ts'

test('a job that a killed process held is free again at the next start, but none that another works at', async () => {
  await using database = await freshDatabase()
  const db = openDatabase(database.url)
  const [pool, others] = [openPool(database.url, { name: jobsName }), openPool(database.url, { name: jobsName })]
  await prepareJobs(pool)
  await addJob({ db }, 'send-mail', { id: 'a letter' })
  const held = async () =>
    (await sql<{ locked_by: string | null }>`select locked_by from graphile_worker._private_jobs`.execute(db)).rows[0]!
      .locked_by
  await sql`update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now()`.execute(db)

  await others.query('select 1')
  await freeLeftJobs(pool)
  expect(await held()).toBe('killed')

  await others.end()
  await freeLeftJobs(pool)
  expect(await held()).toBeNull()
  await pool.end()
  await db.destroy()
})
