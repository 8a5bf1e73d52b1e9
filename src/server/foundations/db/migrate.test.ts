import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyDatabase } from '#tests/support/database.ts'
import { dataFolder } from '#tests/support/folders.ts'
import { checkBackup } from './backup/index.ts'
import { migrate } from './migrate.ts'
import { readMigrations, type Migration } from './migrations.ts'
import { openPool } from './pool.ts'

const first = migration(1, 'house', 'create table house (name text)')
const second = migration(2, 'door', 'create table door (colour text)')

test('each migration is applied once, also when several processes come at the same moment', async () => {
  await using database = await emptyDatabase()
  const run = (): Promise<string[]> => up(database.url, [first, second])
  const said = await Promise.all([run(), run(), run()])
  expect(said.flat()).toEqual(['The database is at migration 0002_door.'])
  expect(await rows(database.url, 'select number, name from copse_migration order by number')).toEqual([
    { number: 1, name: '0001_house' },
    { number: 2, name: '0002_door' },
  ])
})

test('a migration that fails leaves nothing behind, and those before it stay', async () => {
  await using database = await emptyDatabase()
  const broken = migration(2, 'door', 'create table door (colour text); insert into hause values (1)')
  await expect(up(database.url, [first, broken])).rejects.toThrow(
    /Migration 0002_door failed, and was undone: relation "hause"/,
  )
  expect(
    await rows(database.url, 'select tablename as t from pg_tables where schemaname = current_schema() order by 1'),
  ).toEqual([{ t: 'copse_migration' }, { t: 'house' }])
  expect(await up(database.url, [first, second])).toEqual(['The database is at migration 0002_door.'])
})

test('a migration that was changed after it was applied is refused', async () => {
  await using database = await emptyDatabase()
  await up(database.url, [first])
  const changed = { ...first, checksum: 'other' }
  await expect(up(database.url, [changed, second])).rejects.toThrow(/0001_house is not what it was when it was applied/)
})

test('a database of a newer Copse is refused', async () => {
  await using database = await emptyDatabase()
  await up(database.url, [first, second])
  await expect(up(database.url, [first])).rejects.toThrow(
    /written by a newer Copse: it has migration 0002_door, and this Copse ends at 0001_house/,
  )
})

test('before a migration changes a database that holds data, a dump is kept; an empty one needs none', async () => {
  await using database = await emptyDatabase()
  const folder = dataFolder()
  await up(database.url, [first], folder)
  expect(await up(database.url, [first, second], folder)).toEqual(['The database is at migration 0002_door.'])
  await rows(database.url, "insert into house values ('Copse')")
  const third = migration(3, 'window', 'create table window_ (panes int)')
  const said = await up(database.url, [first, second, third], folder)
  const [dump] = readdirSync(join(folder, 'backups'))
  expect(dump).toMatch(/^before-0003-.*\.copse$/)
  expect(said[0]).toContain(join(folder, 'backups', dump!))
  await expect(checkBackup(join(folder, 'backups', dump!))).rejects.toThrow(/Migration 0001/)
})

test('a migration file that is called wrongly or takes the number of another is refused by name', () => {
  const folder = dataFolder()
  writeFileSync(join(folder, '0001_house.sql'), 'select 1')
  writeFileSync(join(folder, '0003_door.sql'), 'select 1')
  expect(readMigrations(folder).map(({ number }) => number)).toEqual([1, 3])
  writeFileSync(join(folder, '0003_gate.sql'), 'select 1')
  expect(() => readMigrations(folder)).toThrow('The migrations 0003_door.sql and 0003_gate.sql have the same number.')
  writeFileSync(join(folder, '3_gate.sql'), 'select 1')
  rmSync(join(folder, '0003_gate.sql'))
  expect(() => readMigrations(folder)).toThrow('The migration 3_gate.sql is called wrongly: 0001_name.sql is how.')
})

test('a number that was left out is applied when its migration comes', async () => {
  await using database = await emptyDatabase()
  const third = migration(3, 'window', 'create table window_ (panes int)')
  await up(database.url, [first, third])
  expect(await up(database.url, [first, second, third])).toEqual(['The database is at migration 0002_door.'])
  expect(await rows(database.url, 'select number from copse_migration order by number')).toEqual(
    [1, 2, 3].map((number) => ({ number })),
  )
})

test('a database that cannot be reached is a sentence, not a stack', async () => {
  await expect(up('postgresql://nobody@127.0.0.1:4199/none', [first])).rejects.toThrow(
    /The database cannot be reached: .*4199/,
  )
})

function migration(number: number, name: string, sql: string): Migration {
  return { number, name: `000${number}_${name}`, sql, checksum: `sum of ${name}` }
}

async function up(databaseUrl: string, migrations: Migration[], folder = dataFolder()): Promise<string[]> {
  const said: string[] = []
  await migrate({ config: { dataFolder: folder }, databaseUrl, say: (line) => said.push(line), migrations })
  return said
}

async function rows(url: string, sql: string): Promise<unknown[]> {
  const pool = openPool(url, { max: 1 })
  const result = await pool.query(sql)
  await pool.end()
  return result.rows
}
