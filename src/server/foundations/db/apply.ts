/**
 * Applies migrations: forward only, each in a transaction, one process at a time.
 */
import type pg from 'pg'
import { Refusal } from '../refusal.ts'
import { outstanding, readMigrations, type Applied, type Migration } from './migrations.ts'

export interface ApplyOptions {
  migrations?: Migration[]
  /**
   * Called once before the first migration is applied to a database that holds data: the place for a dump.
   * When it throws, nothing is applied.
   */
  before?: (first: Migration) => Promise<void>
}

/** Whoever holds this lock changes tables, by a migration or a restore; everybody else waits. */
export const tablesLock = 0x6d696772

/** Applies what is outstanding and returns it. Throws Refusal when the database is newer, or was made by other migrations. */
export async function applyMigrations(pool: pg.Pool, options: ApplyOptions = {}): Promise<Migration[]> {
  const migrations = options.migrations ?? readMigrations()
  const client = await pool.connect()
  try {
    await client.query(`set statement_timeout = 0`)
    await client.query(`select pg_advisory_lock(${tablesLock})`)
    const todo = outstanding(migrations, await appliedIn(client))
    if (todo[0] && (await holdsData(client))) await options.before?.(todo[0])
    for (const migration of todo) await inTransaction(client, () => apply(client, migration))
    return todo
  } finally {
    // Closing the connection lets go of the lock and of the settings, however this ended.
    client.release(true)
  }
}

/** What the database remembers, oldest first; nothing for an empty one. */
export async function appliedIn(client: pg.ClientBase | pg.Pool): Promise<Applied[]> {
  const { rows } = await client.query("select to_regclass('copse_migration') is not null as there")
  if (!rows[0].there) return []
  return (await client.query<Applied>('select number, name, checksum from copse_migration order by number')).rows
}

/** Applies one migration on a connection that is in a transaction, and notes it. */
export async function apply(client: pg.ClientBase, { number, name, sql, checksum }: Migration): Promise<void> {
  await client.query(`create table if not exists copse_migration (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`)
  try {
    await client.query(sql)
  } catch (error) {
    throw new Refusal(`Migration ${name} failed, and was undone: ${(error as Error).message}`)
  }
  await client.query('insert into copse_migration (number, name, checksum) values ($1, $2, $3)', [
    number,
    name,
    checksum,
  ])
}

async function inTransaction(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Whether any table of ours has a row. */
async function holdsData(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = current_schema() and tablename <> 'copse_migration'`)
  if (!rows.length) return false
  const any = rows.map(({ name }) => `exists (select from ${name})`).join(' or ')
  return (await client.query(`select ${any} as any`)).rows[0].any
}
