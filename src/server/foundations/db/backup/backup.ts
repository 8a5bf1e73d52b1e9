/**
 * Writes a backup: every table as it stood at one moment, the waiting jobs, and the uploads. The server may run.
 */
import { open, readdir, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import packageJson from '../../../../../package.json' with { type: 'json' }
import { Refusal } from '../../refusal.ts'
import { appliedIn } from '../apply.ts'
import { connect } from '../connect.ts'
import { writeArchive, type Add } from './archive.ts'
import { format, manifestName, type Manifest } from './manifest.ts'
import { hasJobs, jobsQuery, sequencesOf, tablesOf } from './tables.ts'

export interface BackupOptions {
  databaseUrl: string
  /** Folder of the uploads, or `null` to leave them out. */
  filesFolder: string | null
  now: Temporal.Instant
}

export interface BackupReport {
  tables: number
  rows: number
  files: number
  bytes: number
}

/** Rows are cut into entries of about this size, because an entry has to say how long it is before it begins. */
const chunkBytes = 4_000_000

/** Writes `file` and says what went into it. Throws Refusal when the place cannot be written to or nothing is there yet. */
export async function backUp(file: string, { databaseUrl, filesFolder, now }: BackupOptions): Promise<BackupReport> {
  await refuseBadPlace(file)
  const client = await connect(databaseUrl, 'copse backup')
  const report: BackupReport = { tables: 0, rows: 0, files: 0, bytes: 0 }
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0')
    await client.query('begin isolation level repeatable read read only')
    const manifest = await describe(client, filesFolder !== null, now)
    await writeArchive(file, async (add) => {
      await addText(add, manifestName, JSON.stringify(manifest, null, 2))
      for (const { name, columns } of manifest.tables) {
        const source = `${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')})`
        report.rows += await addCopy(add, `tables/${name}`, client, source)
        report.tables++
      }
      if (manifest.jobs) await addCopy(add, 'jobs', client, `(${jobsQuery})`)
      if (filesFolder !== null) report.files = await addFiles(add, filesFolder)
    })
  } finally {
    await client.end()
  }
  report.bytes = (await stat(file)).size
  return report
}

async function describe(client: pg.Client, files: boolean, now: Temporal.Instant): Promise<Manifest> {
  const migrations = await appliedIn(client)
  if (!migrations.length) throw new Refusal('There is nothing to back up yet: the database is empty.')
  const tables = await tablesOf(client)
  // A migration that comes in between waits until we are done.
  const names = tables.map(({ name }) => pg.escapeIdentifier(name)).join(', ')
  if (names) await client.query(`lock table ${names} in access share mode`)
  return {
    format,
    copse: packageJson.version,
    postgresql: (await client.query("select current_setting('server_version') as version")).rows[0].version,
    at: now.toString(),
    migrations,
    tables,
    sequences: await sequencesOf(client),
    jobs: await hasJobs(client),
    files,
  }
}

async function addCopy(add: Add, name: string, client: pg.Client, source: string): Promise<number> {
  let rows = 0
  let number = 0
  let waiting: Buffer[] = []
  let size = 0
  const flush = async (): Promise<void> => {
    await add(`${name}/${String(number++).padStart(6, '0')}`, size, Readable.from(waiting))
    waiting = []
    size = 0
  }
  for await (const chunk of client.query(copyTo(`copy ${source} to stdout`)) as AsyncIterable<Buffer>) {
    rows += lines(chunk)
    waiting.push(chunk)
    size += chunk.length
    if (size >= chunkBytes) await flush()
  }
  if (size > 0) await flush()
  return rows
}

/** A row is a line: a line break inside of one is escaped. */
function lines(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++
  return count
}

/** Adds every file below `folder`. One that is deleted meanwhile is left out, one that grows is cut where it was. */
async function addFiles(add: Add, folder: string): Promise<number> {
  let count = 0
  for await (const path of filesBelow(folder)) {
    const handle = await open(path).catch(unlessGone)
    if (!handle) continue
    try {
      const { size } = await handle.stat()
      const content = size ? handle.createReadStream({ end: size - 1, autoClose: false }) : Readable.from([])
      await add(`files/${relative(folder, path)}`, size, content)
      count++
    } finally {
      await handle.close()
    }
  }
  return count
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(unlessGone)
  for (const entry of entries ?? []) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    if (entry.isFile()) yield path
  }
}

function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

async function addText(add: Add, name: string, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  await add(name, bytes.length, Readable.from([bytes]))
}

async function refuseBadPlace(file: string): Promise<void> {
  const folder = dirname(resolve(file))
  const parent = await stat(folder).catch(unlessGone)
  if (!parent?.isDirectory()) throw new Refusal(`There is no folder ${folder} to put the backup into.`, 2)
  const there = await stat(file).catch(unlessGone)
  if (there && !there.isFile()) throw new Refusal(`${file} is not a file: give the name of a file to write.`, 2)
}
