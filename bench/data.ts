/** The data of a run: made once, and looked at afterwards. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql, type Kysely } from 'kysely'
import { openHouse } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import type { DB } from '#server/database.gen.ts'
import { addUpAllComing } from '#server/events/index.ts'
import { migrate, openDatabase, startEmbedded } from '#server/foundations/db/index.ts'
import { countNight } from '#server/learning/index.ts'
import { fill, type Large, type Size } from './large.ts'
import { written } from './pages.ts'

export interface Prepared {
  folder: string
  large: Large
  /** Signs the cookies of the sessions. */
  secret: string
}

/** Fills the folder with a community of that size; of one that was filled before, what a run wrote is taken away. */
export async function prepare(folder: string, size: Size): Promise<Prepared> {
  const note = join(folder, 'large.json')
  if (existsSync(note)) {
    const prepared = { folder, ...JSON.parse(readFileSync(note, 'utf8')) } as Prepared
    if (isToCome(prepared.large)) {
      await withDatabase(prepared, (db) => forgetAnswers(db, prepared.large))
      return prepared
    }
    rmSync(folder, { recursive: true })
  }
  mkdirSync(folder, { recursive: true })
  const config = readConfig({ COPSE_DATA: folder })
  const embedded = await startEmbedded(config.dataFolder)
  try {
    await migrate({ config, databaseUrl: embedded.url, say: () => {} })
    const house = await openHouse(config, embedded.url, { jobs: false })
    const now = Temporal.Now.instant()
    const large = await fill(house.db, size, now)
    await forgetAnswers(house.db, large)
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
export function answersSince(prepared: Prepared, since: Temporal.Instant): Promise<number> {
  return withDatabase(prepared, async (db) => {
    const { n } = await db
      .selectFrom('fact')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('community_id', '=', prepared.large.community)
      .where('kind', '=', 'event.answered')
      .where('at', '>=', since)
      .executeTakeFirstOrThrow()
    return n
  })
}

/** Events begin while data are kept, and nobody answers to those. */
function isToCome({ coming }: Large): boolean {
  return coming.every(
    ({ starts_at }) => Temporal.Instant.from(starts_at).since(Temporal.Now.instant()).total('minutes') > 20,
  )
}

/** To the events that answers are asked for, and what was written in the discussion. */
async function forgetAnswers(db: Kysely<DB>, { community, coming }: Large): Promise<void> {
  const events = coming.map(({ id }) => id)
  await sql`set statement_timeout = 0`.execute(db)
  await sql`delete from rsvp where community_id = ${community} and event_id = any(${events}::uuid[])`.execute(db)
  await sql`delete from post where text = ${written}`.execute(db)
  await addUpAllComing({ db })
  for (const table of ['rsvp', 'event', 'coming_to_add', 'post', 'topic'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(db)
}

async function withDatabase<T>({ folder }: Prepared, work: (db: Kysely<DB>) => Promise<T>): Promise<T> {
  const { dataFolder } = readConfig({ COPSE_DATA: folder })
  const embedded = await startEmbedded(dataFolder)
  const db = openDatabase(embedded.url, { max: 1 })
  try {
    await migrate({ config: { dataFolder }, databaseUrl: embedded.url, say: () => {} })
    return await work(db)
  } finally {
    await db.destroy()
    await embedded.stop()
  }
}
