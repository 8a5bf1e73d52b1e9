/**
 * Before a run of the tests: says where its database would be. After it: stops what the tests started.
 * The server itself is started by the first test that needs one, so that tests of pure rules do not wait for it.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { databasePrefix } from './names.ts'
import { stopEmbedded } from '#server/foundations/db/embedded.ts'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Data folder of this run. */
    testData: string
    /** An outside server to use instead of the embedded one. */
    outsideServer: string | null
  }
}

const prefix = 'copse-test-'

export default async function run({ provide }: TestProject): Promise<() => Promise<void>> {
  await sweep()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  // As root PostgreSQL runs under another account, which has to get through.
  chmodSync(folder, 0o711)
  provide('testData', folder)
  const outside = process.env.DATABASE_URL_TEST ?? null
  provide('outsideServer', outside)
  return async () => {
    if (outside) await dropDatabases(outside, databasePrefix(folder))
    await remove(folder)
  }
}

/** Removes what earlier runs left that were killed. */
async function sweep(): Promise<void> {
  for (const entry of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(entry)?.[1])
    const folder = join(tmpdir(), entry)
    if (pid && !isAlive(pid) && statSync(folder).uid === process.getuid?.()) await remove(folder)
  }
}

async function remove(folder: string): Promise<void> {
  await stopEmbedded(folder)
  rmSync(folder, { recursive: true, force: true })
}

async function dropDatabases(server: string, prefix: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix])
  for (const { datname } of rows) await client.query(`drop database ${pg.escapeIdentifier(datname)} with (force)`)
  await client.end()
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
