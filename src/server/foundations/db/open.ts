/**
 * The query builder over a database.
 */
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { DB } from '../../database.gen.ts'
import { openPool, type PoolOptions } from './pool.ts'

/** Opens the database at `url`, or over connections that are open already. `destroy()` closes them. */
export function openDatabase(at: string | pg.Pool, options?: PoolOptions): Kysely<DB> {
  const pool = typeof at === 'string' ? openPool(at, options) : at
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}
