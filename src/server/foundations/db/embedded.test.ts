import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { dataFolder } from '#tests/support/folders.ts'
import { startEmbedded, stopEmbedded } from './embedded.ts'
import { postmasterOf } from './postmaster.ts'

/** Made once for the tests that do not mind what was in it before. */
const folder = mkdtempSync(join(tmpdir(), `copse-test-${process.pid}-`))
beforeAll(async () => {
  // As root PostgreSQL runs under another account, which has to get through.
  chmodSync(folder, 0o711)
  await (await startEmbedded(folder)).stop()
})
afterEach(() => stopEmbedded(folder))
afterAll(() => rmSync(folder, { recursive: true }))

const program = join(import.meta.dirname, '../../../../tests/support/programs/use-database.ts')

test('a database is made once, joined by whoever comes later, and stopped by the last to leave', async () => {
  const folder = dataFolder()
  const first = await user(folder)
  const second = await user(folder)
  expect([first.attached, second.attached]).toEqual([false, true])
  await first.leave()
  await second.writesMore()
  await second.leave()
  expect(running(folder)).toBeNull()
})

test('two processes may start on an empty folder at the same moment', async () => {
  const folder = dataFolder()
  const users = await Promise.all([user(folder), user(folder)])
  for (const each of users) await each.writesMore()
  await Promise.all(users.map((each) => each.leave()))
  expect(running(folder)).toBeNull()
})

test('a killed Copse leaves the database running; the next one takes it over with everything that was acknowledged', async () => {
  const first = await user(folder)
  await first.writesMore()
  const acknowledged = await first.kill()
  expect(running(folder)).not.toBeNull()
  const next = await startEmbedded(folder)
  expect(next.attached).toBe(true)
  expect(await numbersIn(next.url)).toEqual(expect.arrayContaining(acknowledged))
  await next.stop()
  expect(running(folder)).toBeNull()
})

test('a killed PostgreSQL is started again under a running Copse, which loses nothing that was acknowledged', async () => {
  const first = await user(folder)
  await first.writesMore()
  process.kill(running(folder)!, 'SIGKILL')
  await first.writesMore()
  await first.writesMore()
  expect(first.said).toContain('PostgreSQL ended unexpectedly. It was started again; what was committed is there.')
  const acknowledged = [...first.acknowledged]
  expect(await numbersIn(first.url)).toEqual(expect.arrayContaining(acknowledged))
  await first.leave()
})

test('when both are killed, the next start just works', async () => {
  const first = await user(folder)
  await first.writesMore()
  process.kill(running(folder)!, 'SIGKILL')
  const acknowledged = await first.kill()
  const next = await startEmbedded(folder)
  expect(await numbersIn(next.url)).toEqual(expect.arrayContaining(acknowledged))
  await next.stop()
})

test('a pid file whose process is somebody else by now does not stop the start', async () => {
  writeFileSync(join(folder, 'postgresql/postmaster.pid'), `${process.pid}\n${folder}/postgresql\n`)
  const next = await startEmbedded(folder)
  expect(next.attached).toBe(false)
  await next.stop()
})

test('a data folder may have spaces, quotes and commas in its path, and be longer than the path of a socket may be', async () => {
  const folder = join(dataFolder(), 'L’été, a "quoted" 100% name', 'far down '.repeat(12))
  mkdirSync(folder, { recursive: true })
  const embedded = await startEmbedded(folder)
  expect(await numbersIn(embedded.url, 'select generate_series(1, 3) as n')).toEqual([1, 2, 3])
  await embedded.stop()
})

test('data of another major version are refused with what to do', async () => {
  const file = join(folder, 'postgresql/PG_VERSION')
  writeFileSync(file, '14\n')
  await expect(startEmbedded(folder)).rejects.toThrow(/written by PostgreSQL 14.*brings PostgreSQL 18.*backup FILE/)
  writeFileSync(file, '18\n')
})

test('when PostgreSQL cannot start, what it said is passed on', async () => {
  const file = join(folder, 'postgresql/postgresql.conf')
  const before = readFileSync(file)
  writeFileSync(file, `${before.toString()}\nno_such_setting = 1\n`)
  await expect(startEmbedded(folder)).rejects.toThrow(/did not start.*no_such_setting/s)
  writeFileSync(file, before)
})

interface User {
  url: string
  attached: boolean
  said: string[]
  acknowledged: number[]
  writesMore(): Promise<void>
  leave(): Promise<void>
  /** Gives what had been acknowledged until then. */
  kill(): Promise<number[]>
}

async function user(folder: string): Promise<User> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const heard = { url: '', attached: false, said: [] as string[], acknowledged: [] as number[] }
  const lines = createInterface(child.stdout)
  lines.on('line', (line) => {
    const { wrote, said, ...rest } = JSON.parse(line) as { wrote?: number; said?: string }
    if (wrote) heard.acknowledged.push(wrote)
    if (said) heard.said.push(said)
    Object.assign(heard, rest)
  })
  await until(() => heard.url !== '', child)
  return Object.assign(heard, {
    writesMore() {
      const before = heard.acknowledged.length
      return until(() => heard.acknowledged.length > before + 20, child)
    },
    async leave() {
      child.kill('SIGTERM')
      expect(await ended(child)).toBe(0)
    },
    async kill() {
      child.kill('SIGKILL')
      await ended(child)
      return heard.acknowledged
    },
  })
}

async function until(isSo: () => boolean, child: ChildProcess): Promise<void> {
  while (!isSo()) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve))
}

function running(folder: string): number | null {
  return postmasterOf(join(folder, 'postgresql'))?.pid ?? null
}

async function numbersIn(url: string, sql = 'select n from number'): Promise<number[]> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows.map(({ n }) => n as number)
}
