/**
 * A real PostgreSQL for tests: one server per run, migrated once, copied per worker, every test rolled back.
 *
 *     import { test } from '#tests/support/database.ts'
 *     test('a waiting member moves up when someone withdraws', async ({ db }) => { … })
 */
import type { Kysely } from 'kysely'
import pg from 'pg'
import { inject, test as base } from 'vitest'
import type { DB } from '#server/database.gen.ts'
import { applyMigrations, openDatabase, openPool, startEmbedded } from '#server/foundations/db/index.ts'
import { prepareJobs } from '#server/foundations/jobs.ts'
import { databasePrefix } from './names.ts'
import { rollingBack } from './rollback.ts'

export interface TestServer {
  /** Address of a database to do administration in; it holds nothing. */
  url: string
  /** Address of another database there. */
  urlOf(database: string): string
}

export interface FreshDatabase extends AsyncDisposable {
  url: string
}

/** `test` with `db`: the migrated database, as it was before once the test is over. Commits inside become savepoints. */
export const test = base.extend<{ db: Kysely<DB> }>({
  // Vitest reads the names of the fixtures from this pattern, even where there is none.
  // eslint-disable-next-line no-empty-pattern
  db: async ({}, use) => withRollback(use),
})

/** Runs `fn` with the migrated database of this worker and undoes everything that it did. */
export async function withRollback<T>(fn: (db: Kysely<DB>) => Promise<T>): Promise<T> {
  const pool = await workerPool()
  const client = await pool.connect()
  try {
    await client.query('begin')
    return await fn(openDatabase(rollingBack(client)))
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** A migrated database of its own, for what really has to commit: `await using database = await freshDatabase()`. */
export function freshDatabase(): Promise<FreshDatabase> {
  return database('fresh', template)
}

/** The same without any table. */
export function emptyDatabase(): Promise<FreshDatabase> {
  return database('empty', async () => 'template0')
}

/** The server of this run, started by whoever comes first. */
export const testServer = once(async (): Promise<TestServer> => {
  const outside = inject('outsideServer')
  if (outside) return { url: outside, urlOf: (name) => Object.assign(new URL(outside), { pathname: `/${name}` }).href }
  const embedded = await startEmbedded(inject('testData'), { durable: false })
  return { url: embedded.urlOf('postgres'), urlOf: embedded.urlOf }
})

const workerPool = once(async () => {
  const server = await testServer()
  const name = `${prefix()}worker_${process.env.VITEST_POOL_ID}`
  const source = await template()
  await administer(async (admin) => {
    if (!(await exists(admin, name))) await copy(admin, source, name)
  })
  return openPool(server.urlOf(name), { max: 1 })
})

/** Migrates one database for all workers to copy. It gets its name when it is whole. */
const template = once(async () => {
  const { urlOf } = await testServer()
  const name = `${prefix()}template`
  await administer(async (admin) => {
    await admin.query('select pg_advisory_lock(1)')
    if (await exists(admin, name)) return
    await admin.query(`drop database if exists ${name}_half with (force)`)
    await copy(admin, 'template0', `${name}_half`)
    const pool = openPool(urlOf(`${name}_half`), { max: 2 })
    await applyMigrations(pool)
    await prepareJobs(pool)
    await pool.end()
    await admin.query(`alter database ${name}_half rename to ${name}`)
  })
  return name
})

let made = 0

async function database(kind: string, source: () => Promise<string>): Promise<FreshDatabase> {
  const { urlOf } = await testServer()
  const name = `${prefix()}${kind}_${process.pid}_${process.env.VITEST_POOL_ID}_${++made}`
  const from = await source()
  await administer((admin) => copy(admin, from, name))
  return {
    url: urlOf(name),
    [Symbol.asyncDispose]: () =>
      administer(async (admin) => void (await admin.query(`drop database ${name} with (force)`))),
  }
}

async function copy(admin: pg.Client, source: string, name: string): Promise<void> {
  await admin.query(`create database ${name} template ${source}`)
}

async function exists(admin: pg.Client, name: string): Promise<boolean> {
  return (await admin.query('select from pg_database where datname = $1', [name])).rowCount === 1
}

async function administer(work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client((await testServer()).url)
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

function prefix(): string {
  return databasePrefix(inject('testData'))
}

/** Calls `fn` the first time, and gives that same promise ever after. */
function once<T>(fn: () => Promise<T>): () => Promise<T> {
  let promise: Promise<T> | undefined
  return () => (promise ??= fn())
}
