/** What an opened house gives to its jobs, its doors and the command line. */
import type { Kysely } from 'kysely'
import type { Config } from './config.ts'
import type { Ctx, Site } from './ctx.ts'
import type { DB } from './database.gen.ts'

export interface House {
  db: Kysely<DB>
  site: Site
  config: Config
  /** A ctx for nobody in particular: jobs, the command line, and the base of every request's. */
  ctx(now: Temporal.Instant): Ctx
  close(): Promise<void>
}
