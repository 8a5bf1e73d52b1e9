/**
 * The settings, from the environment: the only place that reads it. docs/administrators.md explains each.
 */
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { reachableFolder } from './foundations/db/account.ts'
import { readMailDomain, readMailInUrl, type MailIn } from './foundations/mail-in/settings.ts'
import { Refusal } from './foundations/refusal.ts'

export interface Config {
  port: number
  /** Address to listen on. */
  host: string
  /** Public address without a slash at the end, such as `https://copse.example.org`. */
  siteUrl: string
  /** `false` while it is only the default, and any name that leads here will do. */
  siteUrlGiven: boolean
  /** Absolute path of the folder that holds everything: database, uploads, automatic backups. */
  dataFolder: string
  /** An outside PostgreSQL; without it the embedded one is used. */
  databaseUrl?: string | undefined
  /** Without it mail is kept and shown, not sent. */
  smtpUrl?: string | undefined
  /** Sender of mail, as `Name <address>` or an address. */
  mailFrom: string
  /** How mail comes in; without it answers are given on the pages only. */
  mailIn?: MailIn | undefined
  /** Whether this process works through the jobs (mail, reactions). */
  runsJobs: boolean
  /** Whether pages say in a header how many queries they took: for the bench. */
  countsQueries: boolean
}

const checkout = join(import.meta.dirname, '../..')

const settings = z.object({
  PORT: z
    .string()
    .refine(isPort, 'PORT must be a whole number from 1 to 65535 (or 0 for any that is free).')
    .transform(Number)
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  SITE_URL: z
    .string()
    .refine(
      isOrigin,
      'SITE_URL must be the public address with nothing after the name, such as https://copse.example.org.',
    )
    .transform((url) => new URL(url).origin)
    .optional(),
  COPSE_DATA: z.string().default(join(checkout, 'data')),
  DATABASE_URL: z
    .string()
    .refine(
      isUrlOf('postgres:', 'postgresql:'),
      'DATABASE_URL must look like postgresql://user:password@host:5432/database.',
    )
    .optional(),
  SMTP_URL: z
    .string()
    .refine(isUrlOf('smtp:', 'smtps:'), 'SMTP_URL must look like smtps://user:password@mail.example.org (or smtp://…).')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
      'MAIL_FROM must look like Copse <copse@example.org>.',
    )
    .optional(),
  MAIL_IN_URL: z
    .string()
    .refine(
      (text) => readMailInUrl(text) !== null,
      'MAIL_IN_URL must look like smtp://0.0.0.0:2525, lmtp://127.0.0.1:2424 or imaps://user:password@mail.example.org/INBOX.',
    )
    .optional(),
  MAIL_IN_DOMAIN: z
    .string()
    .refine(
      (text) => readMailDomain(text) !== null,
      'MAIL_IN_DOMAIN must be the domain that leads mail here, such as in.example.org, or a mailbox, such as copse@example.org.',
    )
    .optional(),
  COPSE_COUNT: z.enum(['on', 'off'], 'COPSE_COUNT must be on or off.').default('off'),
  COPSE_JOBS: z.enum(['on', 'off'], 'COPSE_JOBS must be on or off.').default('on'),
})

/**
 * Reads and checks the settings. Throws Refusal with a sentence for every one that cannot be used, all at once, and
 * what was found in its place (except where that may hold a password).
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const read = settings.safeParse(given)
  if (!read.success) throw new Refusal(read.error.issues.map((issue) => sentence(issue, given)).join('\n'), 2)
  const { PORT, HOST, SITE_URL, COPSE_DATA, DATABASE_URL, SMTP_URL, MAIL_FROM, COPSE_JOBS, COPSE_COUNT } = read.data
  const mailIn = mailInOf(read.data)
  const siteUrl = SITE_URL ?? `http://localhost:${PORT}`
  const wanted = resolve(COPSE_DATA)
  return {
    port: PORT,
    host: HOST,
    siteUrl,
    siteUrlGiven: SITE_URL !== undefined,
    dataFolder: DATABASE_URL ? wanted : reachableFolder(wanted),
    databaseUrl: DATABASE_URL,
    smtpUrl: SMTP_URL,
    mailFrom: MAIL_FROM ?? `Copse <copse@${new URL(siteUrl).hostname}>`,
    mailIn,
    runsJobs: COPSE_JOBS === 'on',
    countsQueries: COPSE_COUNT === 'on',
  }
}

/** One of the two alone leads nowhere: an address nobody listens at, or a door without an address. */
function mailInOf({ MAIL_IN_URL, MAIL_IN_DOMAIN }: z.output<typeof settings>): MailIn | undefined {
  if (!MAIL_IN_URL && !MAIL_IN_DOMAIN) return undefined
  if (!MAIL_IN_URL) throw new Refusal('MAIL_IN_DOMAIN is set, so MAIL_IN_URL must say how mail for it comes in.', 2)
  if (!MAIL_IN_DOMAIN)
    throw new Refusal('MAIL_IN_URL is set, so MAIL_IN_DOMAIN must say which addresses lead to it.', 2)
  return { ...readMailDomain(MAIL_IN_DOMAIN)!, ...readMailInUrl(MAIL_IN_URL)! }
}

const secret = new Set(['DATABASE_URL', 'SMTP_URL', 'MAIL_IN_URL'])

function sentence({ path, message }: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(path[0])
  return secret.has(name) ? message : `${message} It is "${given[name]}".`
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) return false
  return url.pathname === '/' && !url.search && !url.hash && !url.username
}

function isUrlOf(...protocols: string[]): (text: string) => boolean {
  return (text) => protocols.includes(URL.parse(text)?.protocol ?? '')
}
