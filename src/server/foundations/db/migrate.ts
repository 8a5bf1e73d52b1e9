/**
 * Makes a database ready to be used: checks its version, settles what a restore left, keeps a dump where there is
 * something to lose, and applies the migrations.
 */
import type pg from 'pg'
import { Refusal } from '../refusal.ts'
import { applyMigrations } from './apply.ts'
import { settleUploads } from './backup/uploads.ts'
import { unreachable } from './connect.ts'
import type { Migration } from './migrations.ts'
import { openPool } from './pool.ts'

export interface MigrateOptions {
  config: { dataFolder: string }
  databaseUrl: string
  say: (line: string) => void
  migrations?: Migration[]
}

/** PostgreSQL before this version lacks what the migrations use. */
export const oldestPostgres = 15

/** Throws Refusal when the database cannot be reached, is too old, newer than this Copse, or a migration fails. */
export async function migrate({ config, databaseUrl, say, migrations }: MigrateOptions): Promise<void> {
  const pool = openPool(databaseUrl, { max: 2 })
  try {
    await refuseOld(pool)
    await settleUploads(pool, config.dataFolder)
    const applied = await applyMigrations(pool, {
      ...(migrations ? { migrations } : {}),
      before: async (first) => {
        const { dumpBefore } = await import('./backup/automatic.ts')
        const file = await dumpBefore(first.name.slice(0, 4), config.dataFolder, databaseUrl)
        say(`Kept a dump before migration ${first.name}: ${file}`)
      },
    })
    if (applied.length) say(`The database is at migration ${applied.at(-1)!.name}.`)
  } finally {
    await pool.end()
  }
}

async function refuseOld(pool: pg.Pool): Promise<void> {
  const { rows } = await pool
    .query("select current_setting('server_version_num')::int / 10000 as major")
    .catch(unreachable)
  if (rows[0].major < oldestPostgres) {
    throw new Refusal(`The database is PostgreSQL ${rows[0].major}. Copse needs version ${oldestPostgres} or newer.`)
  }
}
