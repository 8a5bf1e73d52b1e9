/** The house, opened: one database, its rooms, its jobs. Doors get what they need from here. */
import type { Runner } from 'graphile-worker'
import type { Kysely } from 'kysely'
import { words } from '#i18n/index.ts'
import type { Config } from './config.ts'
import type { Ctx, Site } from './ctx.ts'
import type { DB } from './database.gen.ts'
import { filesFolder } from './foundations/db/backup/uploads.ts'
import { openDatabase, openPool, openSharedDatabase } from './foundations/db/pool.ts'
import { freeLeftJobs, jobsName, prepareJobs, startJobs } from './foundations/jobs.ts'
import type { House } from './house.ts'
import { crontab, receive, tasks } from './jobs.ts'
import { openSite } from './people/index.ts'
import { startReacting } from './react.ts'
import { reactions } from './reactions.ts'

/**
 * Opens the house on a migrated database. With `jobs` this process also works through the jobs (several processes may)
 * and receives mail where the settings say so. Throws when the database cannot be reached, and Refusal when the port for
 * mail cannot be had.
 */
export async function openHouse(config: Config, databaseUrl: string, options: { jobs: boolean }): Promise<House> {
  const pool = openPool(databaseUrl, { shared: true })
  const db = openSharedDatabase(pool)
  // A job may take its time: it keeps no visitor's question waiting behind its own.
  const own = openDatabase(pool)
  // The job library compares moments as Dates.
  const jobsPool = openPool(databaseUrl, { moments: 'date', max: 4, ...(options.jobs ? { name: jobsName } : {}) })
  await prepareJobs(jobsPool)
  if (options.jobs) await freeLeftJobs(jobsPool)
  const site: Site = {
    url: config.siteUrl,
    secret: await openSite(db),
    reacting: new Map(Object.entries(reactions).map(([kind, each]) => [kind, Object.keys(each)])),
    stir: () => reactor?.stir(),
    canMail: config.smtpUrl !== undefined,
    mailFrom: config.mailFrom,
    mailIn: config.mailIn && { domain: config.mailIn.domain, mailbox: config.mailIn.mailbox },
    filesFolder: filesFolder(config.dataFolder),
  }
  const house: House = { db, site, config, ctx: (now) => emptyCtx(own, site, now), close }
  const receiver = options.jobs ? await receive(house) : null
  // Not waited for: pages are served before the first job is looked for.
  const worker: Promise<Runner> | null = options.jobs ? startJobs(jobsPool, tasks(house), crontab) : null
  const reactor = options.jobs ? startReacting(house) : null
  return house

  async function close(): Promise<void> {
    await receiver?.close()
    await reactor?.stop()
    await (await worker)?.stop()
    await jobsPool.end()
    await db.destroy()
    if (!pool.ended) await pool.end()
  }
}

function emptyCtx(db: Kysely<DB>, site: Site, now: Temporal.Instant): Ctx {
  return { db, actor: null, member: null, community: null, now, locale: words('en').locale, zone: 'UTC', site }
}
