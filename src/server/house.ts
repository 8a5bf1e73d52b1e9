/** What an opened house gives to its jobs, its doors and the command line. */
import type { Kysely } from 'kysely'
import type { Config } from './config.ts'
import type { Ctx, Site } from './ctx.ts'
import type { DB } from './database.gen.ts'

export interface House {
  /** For pages, forms and programs: what they ask is short, and shares a few connections. */
  db: Kysely<DB>
  site: Site
  config: Config
  /** A ctx for nobody in particular, for jobs and the command line: each of its questions has a connection to itself. */
  ctx(now: Temporal.Instant): Ctx
  close(): Promise<void>
}
