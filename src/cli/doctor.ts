/** `./copse doctor`: looks whether everything that Copse needs is in order, and says so in sentences. */
import { accessSync, constants, existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { connect as connectTo, createServer } from 'node:net'
import { dirname } from 'node:path'
import { createTransport } from 'nodemailer'
import type pg from 'pg'
import { readConfig, type Config } from '#server/config.ts'
import { appliedIn, connect, oldestPostgres, outstanding, readMigrations } from '#server/foundations/db/index.ts'
import { tryMailbox } from '#server/foundations/mail-in/index.ts'
import { Refusal } from '#server/foundations/refusal.ts'
import { withDatabase } from './database.ts'

interface Finding {
  ok: boolean
  says: string
}

type Check = (config: Config) => Promise<Finding[]>

const checks: Check[] = [runtime, folder, space, database, mail, mailIn, port]

export async function run(): Promise<number> {
  const config = readConfig()
  let healthy = true
  for (const check of checks) {
    for (const { ok, says } of await check(config).catch(asFinding)) {
      console.log(`${ok ? 'ok' : '!!'}  ${says}`)
      healthy &&= ok
    }
  }
  return healthy ? 0 : 1
}

async function runtime(): Promise<Finding[]> {
  const { node, tz } = process.versions
  return [
    { ok: Number(node.split('.')[0]) >= 26, says: `Copse runs on Node ${node}.` },
    // Morocco and British Columbia have other rules from autumn 2026 on, which older data do not know.
    { ok: (tz ?? '') >= '2026b', says: `The data about time zones are of ${tz}.` },
  ]
}

async function folder({ dataFolder }: Config): Promise<Finding[]> {
  if (!existsSync(dataFolder))
    return [{ ok: true, says: `The data folder ${dataFolder} will be made by the first start.` }]
  try {
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
    return [{ ok: true, says: `The data are in ${dataFolder}.` }]
  } catch {
    return [{ ok: false, says: `The data folder ${dataFolder} may not be written to by this account.` }]
  }
}

async function space({ dataFolder }: Config): Promise<Finding[]> {
  let place = dataFolder
  while (!existsSync(place)) place = dirname(place)
  const { bavail, bsize } = await statfs(place)
  const gigabytes = (bavail * bsize) / 1e9
  const enough = gigabytes >= 1
  return [
    {
      ok: enough,
      says: `There are ${gigabytes.toFixed(1)} GB free for data${enough ? '' : ': less than one is too little'}.`,
    },
  ]
}

async function database(config: Config): Promise<Finding[]> {
  return withDatabase(config, async (databaseUrl) => {
    const client = await connect(databaseUrl, 'copse doctor')
    try {
      return [await version(client, config), await clock(client), await tables(client)]
    } finally {
      await client.end()
    }
  })
}

async function version(client: pg.Client, { databaseUrl }: Config): Promise<Finding> {
  const { rows } = await client.query("select current_setting('server_version') as version")
  const { version } = rows[0] as { version: string }
  const ok = parseInt(version) >= oldestPostgres
  const which = databaseUrl ? 'outside' : 'embedded'
  return {
    ok,
    says: `The ${which} database answers: PostgreSQL ${version}${ok ? '' : ` (needed: ${oldestPostgres} or newer)`}.`,
  }
}

async function clock(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query('select extract(epoch from clock_timestamp())::float8 as seconds')
  const apart = Math.abs(rows[0].seconds - Temporal.Now.instant().epochMilliseconds / 1000)
  const ok = apart < 5
  return {
    ok,
    says: ok
      ? 'The clocks of Copse and of its database agree.'
      : `The clocks of Copse and of its database are ${Math.round(apart)} s apart.`,
  }
}

async function tables(client: pg.Client): Promise<Finding> {
  const waiting = outstanding(readMigrations(), await appliedIn(client)).length
  return { ok: true, says: waiting ? `${waiting} migrations wait for the next start.` : 'The tables are up to date.' }
}

async function mail({ smtpUrl, mailFrom }: Config): Promise<Finding[]> {
  if (!smtpUrl) return [{ ok: true, says: 'SMTP_URL is not set: mail is kept and shown, not sent.' }]
  const { host } = new URL(smtpUrl)
  const post = createTransport(smtpUrl, { connectionTimeout: 10_000, greetingTimeout: 10_000 } as object)
  try {
    await post.verify()
    return [{ ok: true, says: `Mail is sent by ${host} as ${mailFrom}.` }]
  } catch (error) {
    return [{ ok: false, says: `The mail server ${host} does not take our mail: ${(error as Error).message}.` }]
  } finally {
    post.close()
  }
}

async function mailIn({ mailIn: at, runsJobs }: Config): Promise<Finding[]> {
  if (!at) return [{ ok: true, says: 'MAIL_IN_URL is not set: invitations are answered on the pages, not by mail.' }]
  const addresses = at.mailbox ? `${at.mailbox}+…@${at.domain}` : `…@${at.domain}`
  if (at.way === 'imap') {
    return tryMailbox(at).then(
      () => [{ ok: true, says: `Mail for ${addresses} is fetched from the mailbox of ${at.user} at ${at.host}.` }],
      (error: Error) => [
        { ok: false, says: `The mailbox of ${at.user} at ${at.host} cannot be read: ${error.message}.` },
      ],
    )
  }
  const greeting = await greetingOf(at.host === '0.0.0.0' ? '127.0.0.1' : at.host, at.port)
  const where = `${at.way.toUpperCase()} on ${at.host}, port ${at.port}`
  if (greeting?.startsWith('220 ')) return [{ ok: true, says: `Mail for ${addresses} is taken by ${where}.` }]
  if (greeting !== null)
    return [{ ok: false, says: `Another program answers on port ${at.port}: set another in MAIL_IN_URL.` }]
  const later = runsJobs
    ? 'nobody listens there while Copse is not running'
    : 'COPSE_JOBS is off, so another process listens'
  return [{ ok: true, says: `Mail for ${addresses} is to come in by ${where}: ${later}.` }]
}

/** The first line that whoever listens there says; `null` where nobody does. */
function greetingOf(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connectTo({ host, port, timeout: 5_000 })
    const end = (line: string | null) => {
      socket.destroy()
      resolve(line)
    }
    socket.once('data', (said) => end(said.toString().split('\r\n')[0]!))
    socket.once('error', () => end(null))
    socket.once('timeout', () => end(''))
  })
}

async function port({ host, port }: Config): Promise<Finding[]> {
  const taken = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const server = createServer().once('error', resolve)
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
  if (!taken) return [{ ok: true, says: `Port ${port} is free: Copse is not running.` }]
  if (taken.code !== 'EADDRINUSE')
    return [{ ok: false, says: `Copse may not listen on ${host}, port ${port} (${taken.code}).` }]
  const healthy = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/health`, {
    signal: AbortSignal.timeout(5_000),
  }).then(
    (response) => response.ok,
    () => false,
  )
  return [
    {
      ok: healthy,
      says: healthy ? `Copse is running and answers on port ${port}.` : `Another program uses port ${port}: set PORT.`,
    },
  ]
}

/** A check that could not even be made is a finding, too. */
function asFinding(error: Error): Finding[] {
  if (error instanceof Refusal) return [{ ok: false, says: error.message }]
  throw error
}
