import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { expect, test } from 'vitest'
import { emptyDatabase, freshDatabase } from '#tests/support/database.ts'
import { dataFolder } from '#tests/support/folders.ts'
import { applyMigrations } from '../apply.ts'
import { readMigrations } from '../migrations.ts'
import { openPool } from '../pool.ts'
import { backUp, checkBackup, restore } from './index.ts'
import { jobsQuery } from './tables.ts'
import { claimUploads, openStage, settleUploads } from './uploads.ts'

const now = Temporal.Instant.from('2026-03-01T09:00:00Z')
const odd = 'Zeynab\t"O\'Hara"\\N\r\nالتقييم እናት 🌱'

test('what was backed up is there again after a restore: rows, jobs waiting and uploads', async () => {
  await using source = await freshDatabase()
  await using target = await freshDatabase()
  const [from, to] = [dataFolder(), dataFolder()]
  await plant(source.url, odd)
  upload(from, 'ab/plan d’été.pdf', Buffer.from([0, 1, 255]))
  upload(from, 'empty', Buffer.alloc(0))
  await plant(target.url, 'somebody else')
  upload(to, 'ab/other.pdf', Buffer.from('other'))

  const file = join(from, 'one.copse')
  const report = await backUp(file, { databaseUrl: source.url, filesFolder: join(from, 'files'), now })
  // Three were planted, and migrations bring the kinds of mail.
  const { mail_kind: kinds } = await everythingIn(source.url)
  expect(report).toMatchObject({ rows: 3 + kinds!.length, files: 2 })
  await restore(file, target.url, to)

  expect(await everythingIn(target.url)).toEqual(await everythingIn(source.url))
  expect(uploadsIn(to)).toEqual(uploadsIn(from))
  expect(readdirSync(to).sort()).toEqual(['backups', 'files'])
})

test('the file can be opened and checked without Copse', async () => {
  const [file] = await aBackup()
  const folder = dataFolder()
  execFileSync('tar', ['xzf', file], { cwd: folder })
  execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: folder })
  expect(JSON.parse(readFileSync(join(folder, 'copse.json'), 'utf8'))).toMatchObject({ format: 1, at: now.toString() })
  expect(readFileSync(join(folder, 'tables/person/000000'), 'utf8')).toContain('Amina')
})

test('a backup taken in the midst of work holds whole transactions only', async () => {
  await using source = await freshDatabase()
  await using target = await emptyDatabase()
  const folder = dataFolder()
  const pool = openPool(source.url, { max: 1 })
  let going = true
  const work = (async () => {
    for (let n = 0; going; n++) await plantWith(pool, `Member ${n}`)
  })()
  await expect.poll(async () => (await pool.query('select from person')).rowCount).toBeGreaterThan(5)
  const file = join(folder, 'busy.copse')
  await backUp(file, { databaseUrl: source.url, filesFolder: null, now })
  going = false
  await work
  await pool.end()
  await restore(file, target.url, folder)
  const { person, session } = await everythingIn(target.url)
  expect(person!.length).toBeGreaterThan(5)
  expect(session).toHaveLength(person!.length)
})

test('a damaged, cut off or foreign file is refused, and what is there stays', async () => {
  const [file, folder] = await aBackup()
  await using target = await freshDatabase()
  await plant(target.url, 'Still here')
  upload(folder, 'mine', Buffer.from('mine'))
  const before = await everythingIn(target.url)
  const whole = readFileSync(file)
  const tar = gunzipSync(whole)
  const flipped = Buffer.from(whole)
  flipped[Math.floor(whole.length / 2)]! ^= 1
  const edited = Buffer.from(tar)
  edited[edited.indexOf('Amina')]! ^= 1
  const wrong: [string, Buffer, RegExp][] = [
    ['cut in the middle', whole.subarray(0, whole.length / 2), /not a whole backup: its end is missing/],
    ['cut by one byte', whole.subarray(0, -1), /not a whole backup/],
    ['cut between two entries', gzipSync(tar.subarray(0, tar.lastIndexOf('SHA256SUMS'))), /not a whole backup/],
    ['one bit flipped', flipped, /not a whole backup|not a backup/],
    ['edited and packed again', gzipSync(edited), /checksums differ/],
    ['empty', Buffer.alloc(0), /not a/],
    ['something else', Buffer.from('Dear all,'), /not a whole backup: it cannot be unpacked/],
    ['another archive', gzipSync(Buffer.alloc(1024)), /not a whole backup/],
    [
      'an archive that leads out',
      gzipSync(renamed(tar, 'tables/person/000000', 'tables/../../../etc')),
      /no backup has|not a/,
    ],
  ]
  for (const [how, bytes, message] of wrong) {
    const bad = join(folder, `${how}.copse`)
    writeFileSync(bad, bytes)
    await expect(restore(bad, target.url, folder), how).rejects.toThrow(message)
    await expect(restore(bad, target.url, folder), how).rejects.toMatchObject({ exitCode: 2 })
  }
  await expect(restore(join(folder, 'none'), target.url, folder)).rejects.toThrow(/There is no file/)
  expect(await everythingIn(target.url)).toEqual(before)
  expect(uploadsIn(folder)).toEqual({ mine: 'mine' })
})

test('a backup of a newer Copse is refused by name', async () => {
  const [file, folder] = await aBackup()
  const newer = join(folder, 'newer.copse')
  const rewrite = (change: (manifest: Record<string, unknown>) => void): void => {
    const unpacked = dataFolder()
    execFileSync('tar', ['xzf', file], { cwd: unpacked })
    const manifest = JSON.parse(readFileSync(join(unpacked, 'copse.json'), 'utf8')) as Record<string, unknown>
    change(manifest)
    writeFileSync(join(unpacked, 'copse.json'), JSON.stringify(manifest))
    execFileSync('sh', ['-c', 'sha256sum copse.json $(find tables jobs files -type f 2>/dev/null) > SHA256SUMS'], {
      cwd: unpacked,
    })
    execFileSync('sh', ['-c', `tar czf '${newer}' $(sed 's/^[^ ]*  //' SHA256SUMS) SHA256SUMS`], { cwd: unpacked })
  }
  rewrite(() => {})
  expect(await checkBackup(newer)).toMatchObject({ format: 1 })
  rewrite((manifest) => Object.assign(manifest, { format: 2, copse: '9.9.9' }))
  await expect(checkBackup(newer)).rejects.toThrow(/newer Copse \(9\.9\.9\)/)
  rewrite((manifest) => (manifest.migrations as object[]).push({ number: 9999, name: '9999_later', checksum: 'x' }))
  await expect(checkBackup(newer)).rejects.toThrow(/newer Copse: it has migration 9999_later/)
  rewrite((manifest) => Object.assign((manifest.migrations as object[])[0]!, { checksum: 'x' }))
  await expect(checkBackup(newer)).rejects.toThrow(/Migration 0001_house is not what it was/)
})

test('a backup of an older Copse is brought up to date by the restore', async () => {
  await using source = await emptyDatabase()
  await using target = await emptyDatabase()
  const folder = dataFolder()
  const pool = openPool(source.url, { max: 1 })
  await applyMigrations(pool, { migrations: readMigrations().slice(0, 1) })
  await pool.query("insert into person (id, name, email) values (gen_random_uuid(), 'Old friend', 'old@example.org')")
  await pool.end()
  const file = join(folder, 'old.copse')
  await backUp(file, { databaseUrl: source.url, filesFolder: null, now })
  await restore(file, target.url, folder)
  const held = await everythingIn(target.url)
  expect(held.person).toMatchObject([{ name: 'Old friend' }])
  expect(held.copse_migration).toHaveLength(readMigrations().length)
})

test('while Copse is running on the data a restore is refused', async () => {
  const [file, folder] = await aBackup()
  await using target = await freshDatabase()
  const server = openPool(target.url)
  await server.query('select 1')
  await expect(restore(file, target.url, folder)).rejects.toThrow(/Copse is running on these data/)
  await server.end()
})

test('a backup of an empty database, or into a folder that is not there, is refused', async () => {
  await using empty = await emptyDatabase()
  const folder = dataFolder()
  const options = { databaseUrl: empty.url, filesFolder: null, now }
  await expect(backUp(join(folder, 'x'), options)).rejects.toThrow(/nothing to back up/)
  await expect(backUp(join(folder, 'no/x'), options)).rejects.toThrow(/no folder/)
  await expect(backUp(folder, options)).rejects.toThrow(/not a file/)
  expect(readdirSync(folder)).toEqual([])
})

test('uploads that a killed restore left waiting are taken if the database is the new one, and removed if it is the old', async () => {
  await using database = await freshDatabase()
  const client = new pg.Client(database.url)
  await client.connect()
  const folder = dataFolder()
  upload(folder, 'old', Buffer.from('old'))
  for (const id of ['claimed', 'abandoned']) {
    await openStage(folder, id)
    writeFileSync(join(folder, `files.restored-${id}`, 'new'), id)
  }
  await claimUploads(client, 'claimed')
  await settleUploads(client, folder)
  expect(uploadsIn(folder)).toEqual({ new: 'claimed' })
  expect(readdirSync(folder).sort()).toEqual(['backups', 'files'])
  expect(readFileSync(join(folder, 'backups/files-before-restore-claimed/old'), 'utf8')).toBe('old')
  await client.end()
})

async function aBackup(): Promise<[string, string]> {
  await using source = await freshDatabase()
  const folder = dataFolder()
  await plant(source.url, 'Amina')
  const file = join(folder, 'amina.copse')
  await backUp(file, { databaseUrl: source.url, filesFolder: join(folder, 'none yet'), now })
  return [file, folder]
}

async function plant(url: string, name: string): Promise<void> {
  const pool = openPool(url, { max: 1 })
  await plantWith(pool, name)
  await pool.query(`
    insert into fact (community_id, id, at, kind, payload)
    values (gen_random_uuid(), gen_random_uuid(), '2026-02-28 23:59:59.999999+00', 'site.set-up', '{"deep": ["x", null, 1.5]}')`)
  await pool.query(
    "select graphile_worker.add_job('greet', '{\"to\":\"all\"}', run_at => '2030-01-01', job_key => 'once', priority => 3)",
  )
  await pool.query("update graphile_worker._private_jobs set attempts = 2, last_error = 'the post was closed'")
  await pool.end()
}

async function plantWith(pool: pg.Pool, name: string): Promise<void> {
  await pool.query(
    `with p as (insert into person (id, name, email) values (gen_random_uuid(), $1, gen_random_uuid()::text) returning id)
     insert into session (id, person_id, token, expires_at) select gen_random_uuid(), id, id::text, '2027-01-01' from p`,
    [name],
  )
}

function upload(folder: string, name: string, bytes: Buffer): void {
  const path = join(folder, 'files', name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, bytes)
}

function uploadsIn(folder: string): Record<string, string> {
  const entries = readdirSync(join(folder, 'files'), { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  )
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(folder.length + '/files/'.length), readFileSync(path, 'latin1')]
    }),
  )
}

/** Every row of every table, and the jobs; without the numbers and times that are given anew. */
async function everythingIn(url: string): Promise<Record<string, unknown[]>> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows: tables } = await client.query(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  )
  const held: Record<string, unknown[]> = {}
  for (const { name } of tables) {
    held[name] = (
      await client.query(`select to_jsonb(t) - 'applied_at' as row from "${name}" t order by t::text`)
    ).rows.map(({ row }) => row)
  }
  const { rows: jobs } = await client.query("select to_regclass('graphile_worker.jobs') is not null as there")
  if (jobs[0].there) held.jobs = (await client.query(jobsQuery)).rows
  await client.end()
  return held
}

/** The same tar archive with one entry called otherwise, its header checksum set right. */
function renamed(tar: Buffer, name: string, other: string): Buffer {
  const bytes = Buffer.from(tar)
  const header = bytes.subarray(bytes.indexOf(name), bytes.indexOf(name) + 512)
  header.fill(0, 0, 100).write(other)
  header.fill(' ', 148, 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}
