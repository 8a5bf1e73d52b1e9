/** The built application, served for the doors' tests in a process of its own on a database of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import { openDatabase } from '#server/foundations/db/index.ts'
import { openSite } from '#server/people/index.ts'
import { ensureBuilt } from '../../src/cli/build.ts'
import { freshDatabase } from '../support/database.ts'
import { livingCommunity, sessionOf, type LivingCommunity, type Name } from '../support/people.ts'

export interface Served extends AsyncDisposable {
  url: string
  db: Kysely<DB>
  world: LivingCommunity
  /** Asks for a path as somebody; `null` is a stranger. Redirects are not followed. */
  get(path: string, as?: Name | null, headers?: Record<string, string>): Promise<Response>
  /** Posts a form as somebody, as a browser on the site's own pages does. */
  post(
    path: string,
    fields: Record<string, string | string[]>,
    as?: Name | null,
    headers?: Record<string, string>,
  ): Promise<Response>
  /** Ends the server as a power cut would, and starts it again at the same address. */
  crash(): Promise<void>
  /** Another process on the same database and files, as behind a balancer. It goes when the first one goes. */
  beside(): Promise<Beside>
}

export interface Beside extends Pick<Served, 'url' | 'get' | 'post'> {
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** Builds if need be, fills the named community in, serves; with settings of its own where they are given. */
export async function served(settings: Record<string, string> = {}): Promise<Served> {
  await ensureBuilt()
  const database = await freshDatabase()
  const db = openDatabase(database.url)
  const secret = await openSite(db)
  await db
    .updateTable('site')
    .set({ set_up_at: Temporal.Instant.from('2026-01-05T08:00:00Z') })
    .execute()
  const world = await livingCommunity(db)
  // The server lives today, the named people in 2026: what holds for a time holds for good here.
  await db
    .updateTable('session')
    .set({ expires_at: Temporal.Instant.from('2099-01-01T00:00:00Z') })
    .execute()
  await db.updateTable('role_term').set({ ends_on: '2099-01-01' }).execute()
  const folder = mkdtempSync(join(tmpdir(), 'copse-doors-'))
  const start = (port: string): ChildProcess =>
    spawn(process.execPath, ['src/cli/index.ts', 'start'], {
      cwd: root,
      env: {
        ...process.env,
        PORT: port,
        DATABASE_URL: database.url,
        COPSE_DATA: folder,
        COPSE_JOBS: 'off',
        SITE_URL: '',
        SMTP_URL: '',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  let child = start('0')
  const url = await addressOf(child)
  const shown = (as: Name | null | undefined, { cookie = '', ...rest }: Record<string, string>) => {
    const session = as ? `copse.session_token=${encodeURIComponent(signed(sessionOf(as), secret))}` : ''
    return { cookie: [session, cookie].filter(Boolean).join('; '), ...rest }
  }
  const asking = (url: string): Pick<Served, 'url' | 'get' | 'post'> => ({
    url,
    get: (path, as, headers = {}) => fetch(url + path, { redirect: 'manual', headers: shown(as, headers) }),
    post: (path, fields, as, headers = {}) =>
      fetch(url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: url, accept: 'text/html', ...shown(as, headers) },
        body: formOf(fields),
      }),
  })
  const others: ChildProcess[] = []
  return {
    ...asking(url),
    db,
    world,
    async crash() {
      await end(child, 'SIGKILL')
      child = start(new URL(url).port)
      await addressOf(child)
    },
    async beside() {
      const other = start('0')
      others.push(other)
      return { ...asking(await addressOf(other)), kill: () => end(other, 'SIGKILL') }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([child, ...others].map((each) => end(each, 'SIGTERM')))
      await db.destroy()
      await database[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildProcess, how: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('close', resolve))
  child.kill(how)
  await gone
}

function formOf(fields: Record<string, string | string[]>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
  )
}

function signed(token: string, secret: string): string {
  return `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /Copse is ready: (\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', (code) =>
      reject(new Error(`The server ended with ${code} before it was ready. It said: ${said}`)),
    )
  })
}
