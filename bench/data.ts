/** The data of a run: made once, and looked at afterwards. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHouse } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import { migrate, openDatabase, startEmbedded } from '#server/foundations/db/index.ts'
import { countNight } from '#server/learning/index.ts'
import { fill, type Large, type Size } from './large.ts'

export interface Prepared {
  folder: string
  large: Large
  /** Signs the cookies of the sessions. */
  secret: string
}

/** Fills the folder with a community of that size; one that was filled before is taken as it is. */
export async function prepare(folder: string, size: Size): Promise<Prepared> {
  const note = join(folder, 'large.json')
  if (existsSync(note)) return { folder, ...JSON.parse(readFileSync(note, 'utf8')) } as Prepared
  mkdirSync(folder, { recursive: true })
  const config = readConfig({ COPSE_DATA: folder })
  const embedded = await startEmbedded(config.dataFolder)
  try {
    await migrate({ config, databaseUrl: embedded.url, say: () => {} })
    const house = await openHouse(config, embedded.url, { jobs: false })
    const now = Temporal.Now.instant()
    const large = await fill(house.db, size, now)
    const row = await house.db
      .selectFrom('community')
      .selectAll()
      .where('id', '=', large.community)
      .executeTakeFirstOrThrow()
    await countNight({ ...house.ctx(now), community: { ...row, startsOn: row.starts_on, mailOn: row.mail_on } })
    await house.close()
    writeFileSync(note, JSON.stringify({ large, secret: house.site.secret }))
    return { folder, large, secret: house.site.secret }
  } finally {
    await embedded.stop()
  }
}

/** How many answers to events the database has kept since a moment: that many were really written. */
export async function answersSince({ folder, large }: Prepared, since: Temporal.Instant): Promise<number> {
  const embedded = await startEmbedded(readConfig({ COPSE_DATA: folder }).dataFolder)
  const db = openDatabase(embedded.url)
  try {
    const { n } = await db
      .selectFrom('fact')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('community_id', '=', large.community)
      .where('kind', '=', 'event.answered')
      .where('at', '>=', since)
      .executeTakeFirstOrThrow()
    return n
  } finally {
    await db.destroy()
    await embedded.stop()
  }
}
