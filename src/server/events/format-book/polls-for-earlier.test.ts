import { readFileSync } from 'node:fs'
import { sql, type Kysely } from 'kysely'
import { expect } from 'vitest'
import type { DB } from '#server/database.gen.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { catalogueFormat } from '../../design/index.ts'
import type { FormatData } from '../formats.ts'

const migration = readFileSync(new URL('../../../../migrations/0054_polls_of_formats.sql', import.meta.url), 'utf8')
const migrateAgain = (db: Kysely<DB>) => sql.raw(migration).execute(db)

type Parts = { title: string; polls?: unknown[] }[]
const without = (parts: Parts = []) => parts.map(({ polls: _, ...part }) => part)
/** A format as communities had it before formats brought polls. */
const earlier = (data: FormatData) =>
  JSON.stringify({
    ...data,
    segments: without(data.segments),
    ...(data.variants
      ? {
          variants: data.variants.map((each) => ({
            ...each,
            ...(each.segments ? { segments: without(each.segments) } : {}),
          })),
        }
      : {}),
  })

async function dataOf(db: Kysely<DB>, key: string) {
  const row = await db.selectFrom('event_format').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  return { ...row, data: row.data as unknown as FormatData }
}
const write = (db: Kysely<DB>, key: string, data: string) =>
  db
    .updateTable('event_format')
    .set({ data, changed_at: new Date(0).toISOString() as never })
    .where('key', '=', key)
    .execute()
const pollsIn = ({ segments = [], variants = [] }: FormatData) =>
  [...segments, ...variants.flatMap(({ segments = [] }) => segments)].map(({ polls = [] }) => polls.length)

async function asBefore(db: Kysely<DB>, locale: 'en' | 'fr' = 'en') {
  await livingCalendar(db)
  for (const key of ['monthly-learning-session', 'webinar', 'cop-meeting-with-panel']) {
    const { segments, variants } = catalogueFormat(key, locale)
    await write(db, key, earlier({ segments, variants } as FormatData))
  }
  await db.deleteFrom('event_format_version').execute()
}

test.for(['en', 'fr'] as const)(
  'a community that was launched earlier gets the polls of its formats, in %s, once',
  async (locale, { db }) => {
    await asBefore(db, locale)
    await migrateAgain(db)
    for (const key of ['monthly-learning-session', 'webinar', 'cop-meeting-with-panel']) {
      const { segments, variants } = catalogueFormat(key, locale)
      const { data, version } = await dataOf(db, key)
      expect(data).toEqual(JSON.parse(JSON.stringify({ segments, variants })))
      await migrateAgain(db)
      expect((await dataOf(db, key)).version).toBe(version)
    }
  },
)

test('a part that was named anew has none; a format that has polls, or had some, stays as it is', async ({ db }) => {
  await asBefore(db)
  const panel = (await dataOf(db, 'cop-meeting-with-panel')).data
  const renamed = panel.segments!.map((part) =>
    part.title === 'Agree' ? { ...part, title: 'What we agree on' } : part,
  )
  await write(db, 'cop-meeting-with-panel', JSON.stringify({ ...panel, segments: renamed }))
  const webinar = (await dataOf(db, 'webinar')).data
  const own = webinar.segments!.map((part, i) =>
    i === 0 ? { ...part, polls: [{ kind: 'words', question: 'Who?' }] } : part,
  )
  await write(db, 'webinar', JSON.stringify({ ...webinar, segments: own }))
  const session = (await dataOf(db, 'monthly-learning-session')).data
  await write(db, 'monthly-learning-session', JSON.stringify(catalogueFormat('monthly-learning-session', 'en')))
  await write(db, 'monthly-learning-session', JSON.stringify(session))
  await migrateAgain(db)
  const after = (await dataOf(db, 'cop-meeting-with-panel')).data
  expect(after.segments!.map(({ polls = [] }) => polls.length)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1])
  expect(pollsIn((await dataOf(db, 'webinar')).data).reduce((sum, n) => sum + n)).toBe(1)
  expect(pollsIn((await dataOf(db, 'monthly-learning-session')).data).every((n) => n === 0)).toBe(true)
})
