/** The types of the tables, from the migrations: for whoever works on Copse. */
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { applyMigrations, openPool, startEmbedded } from '#server/foundations/db/index.ts'

const checkout = join(import.meta.dirname, '../..')

/** Where the types lie. */
export const typesFile = join(checkout, 'src/server/database.gen.ts')

/** Migrates a database that is thrown away, and writes the types of its tables. Gives the path of the file. */
export async function writeTypes(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'copse-types-'))
  // As root PostgreSQL runs under another account, which has to get through.
  chmodSync(folder, 0o711)
  const embedded = await startEmbedded(folder, { durable: false })
  try {
    const pool = openPool(embedded.url)
    await applyMigrations(pool)
    await pool.end()
    writeFileSync(typesFile, await typesOf(embedded.url))
  } finally {
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return typesFile
}

/** The types of a migrated database, as they are read by its pool (see foundations/db/values.ts). */
export async function typesOf(databaseUrl: string): Promise<string> {
  const mapping = { timestamptz: 'Temporal.Instant', timestamp: 'string', int8: 'number' }
  const script = join(checkout, 'node_modules/kysely-codegen/dist/cli/bin.js')
  const options = {
    dialect: 'postgres',
    url: databaseUrl,
    'date-parser': 'string',
    'numeric-parser': 'number',
    'type-mapping': JSON.stringify(mapping),
    'include-pattern': 'public.*',
    'exclude-pattern': '*copse_migration',
    'log-level': 'error',
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args, '--print'], {
    maxBuffer: 100_000_000,
  })
  return `${stdout.trim()}\n`
}
