/**
 * Puts a backup in the place of what a database and a data folder hold. Everything happens in one transaction: until its
 * commit the old data are there, and whatever goes wrong leaves them as they were.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { Refusal } from '../../refusal.ts'
import { prepareJobs } from '../../jobs.ts'
import { appliedIn, apply, tablesLock } from '../apply.ts'
import { connect } from '../connect.ts'
import { outstanding, readMigrations } from '../migrations.ts'
import { openPool } from '../pool.ts'
import { readArchive } from './archive.ts'
import { dropEverything } from './clear.ts'
import { openLoader } from './load.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { claimUploads, openStage, settleUploads, stageUpload } from './uploads.ts'

const inUse = new Refusal('Copse is running on these data. Stop it, then restore. Nothing was changed.')

/** Reads the whole of `file` and says what it is. Throws Refusal (exit code 2) when it is not sound or too new. */
export async function checkBackup(file: string): Promise<Manifest> {
  const entries = readArchive(file)
  const manifest = await readManifest((await entries.next()).value, file)
  outstanding(readMigrations(), manifest.migrations, `The backup ${file}`)
  for await (const entry of entries) void entry
  return manifest
}

/** Whether a database holds anything of Copse that a restore would replace. */
export async function isInUse(databaseUrl: string): Promise<boolean> {
  const client = await connect(databaseUrl, 'copse restore')
  try {
    return (await appliedIn(client)).length > 0
  } finally {
    await client.end()
  }
}

/**
 * Replaces everything by what `file` holds, brought up to date. Throws Refusal when the file is not sound, or while
 * another process uses the database; nothing has been changed then.
 */
export async function restore(file: string, databaseUrl: string, dataFolder: string): Promise<Manifest> {
  const manifest = await checkBackup(file)
  if (manifest.jobs) await makeRoomForJobs(databaseUrl)
  const client = await connect(databaseUrl, 'copse restore')
  // An id of the time is enough: there is one restore at a time.
  const id = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }).replace(/[:.]/g, '-')
  try {
    await client.query(
      "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '10s'",
    )
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(${tablesLock})`).catch(refuseWaiting)
    await refuseCompany(client)
    await replace(client, file, manifest, manifest.files ? { dataFolder, id } : null)
    await client.query('commit')
  } finally {
    // Before the commit this undoes everything; the waiting uploads are then nobody's, and go as well.
    await client.query('rollback')
    await settleUploads(client, dataFolder)
    await client.end()
  }
  return manifest
}

async function replace(
  client: pg.Client,
  file: string,
  manifest: Manifest,
  uploads: { dataFolder: string; id: string } | null,
): Promise<void> {
  const migrations = readMigrations()
  await dropEverything(client)
  const had = new Set(manifest.migrations.map(({ number }) => number))
  for (const migration of migrations.filter(({ number }) => had.has(number))) await apply(client, migration)
  const loader = await openLoader(client, manifest)
  if (uploads) {
    await claimUploads(client, uploads.id)
    await openStage(uploads.dataFolder, uploads.id)
  }
  for await (const entry of readArchive(file)) {
    if (entry.name.startsWith('tables/') || entry.name.startsWith('jobs/')) await loader.take(entry)
    if (uploads && entry.name.startsWith('files/')) await stageUpload(uploads.dataFolder, uploads.id, entry)
  }
  await loader.finish()
  for (const migration of outstanding(migrations, manifest.migrations)) {
    await client.query('set constraints all immediate')
    await apply(client, migration)
  }
  await client.query('analyze')
}

/**
 * Any other process of Copse that is connected: its server, most likely. Its memory would no longer fit the data. One that
 * has just left may be seen a moment longer.
 */
async function refuseCompany(client: pg.Client): Promise<void> {
  for (let looks = 0; looks < 10; looks++) {
    const { rowCount } = await client.query(`
      select from pg_stat_activity
       where datname = current_database() and application_name in ('copse', 'copse jobs', 'copse backup')`)
    if (rowCount === 0) return
    await sleep(100)
  }
  throw inUse
}

async function makeRoomForJobs(databaseUrl: string): Promise<void> {
  const pool = openPool(databaseUrl, { max: 2 })
  try {
    await prepareJobs(pool)
  } finally {
    await pool.end()
  }
}

function refuseWaiting(error: NodeJS.ErrnoException): never {
  throw error.code === '55P03' ? inUse : error
}
