import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import type { Ctx } from '../ctx.ts'
import type { DB } from '../database.gen.ts'
import { openDatabase } from '../foundations/db/index.ts'
import { answer, keepInAccount, keepVersion, share, start } from '../design/index.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { livingCommunity, type Name } from '#tests/support/people.ts'
import { arrive } from '../arrive.ts'
import { sessionOf } from '#tests/support/people.ts'
import { applyPlan, applyVersion, launch, launchPlan, shelfTables, suggestSlug, type Step } from './index.ts'

const asked = { slug: 'learning-by-measure', name: 'Learning by Measure', coordinator: true }

/** A kept version of Amina's design, and Ruth the administrator with a link to it. */
async function ready(db: Kysely<DB>) {
  const world = await livingCommunity(db)
  const amina = world.ctx('amina', { in: null })
  const { design } = await start(amina, { example: '02-national-network' })
  await keepInAccount(amina, { design })
  const { version } = await keepVersion(amina, { design })
  const { url } = await share(amina, { design, may: 'read' })
  const opened = { design, version, share: url.split('/').at(-1)! }
  /** Somebody at the door of the new community. */
  const inside = async (name: Name): Promise<Ctx> => ({
    ...world.ctx(name, { in: null }),
    ...(await arrive(db, { session: sessionOf(name) }, asked.slug, amina.now)),
  })
  return { ...world, amina, ruth: world.ctx('ruth', { in: null }), design, opened, inside }
}

const rowsIn = async (db: Kysely<DB>, slug: string) => {
  const { id } = await db.selectFrom('community').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
  const counts = await Promise.all(
    shelfTables.map(
      async (table) =>
        [
          table,
          Number(
            (
              await db
                .selectFrom(table)
                .select((eb) => eb.fn.countAll<number>().as('n'))
                .where('community_id', '=', id)
                .executeTakeFirstOrThrow()
            ).n,
          ),
        ] as const,
    ),
  )
  return Object.fromEntries(counts)
}
const count = (steps: readonly Step[], does: Step['does']) => steps.filter((step) => step.does === does).length

test('launching makes every shelf that the plan named, nothing is mailed, and whoever coordinates has the first term', async ({
  db,
}) => {
  const { ruth, opened, inside } = await ready(db)
  const { steps } = await launchPlan(ruth, opened)
  expect(count(steps, 'create')).toBe(steps.length)
  const made = await launch(ruth, { ...opened, ...asked })
  expect(made).toMatchObject({ slug: asked.slug, isNew: true })
  const rows = await rowsIn(db, asked.slug)
  for (const table of shelfTables) expect(rows[table], table).toBe(steps.filter((step) => step.table === table).length)
  expect(Math.min(...Object.values(rows))).toBeGreaterThan(0)
  expect((await inside('ruth')).member?.roles).toEqual(['coordinator'])
  expect(await db.selectFrom('mail').select('id').execute()).toEqual([])
  const community = await db
    .selectFrom('community')
    .select(['mail_on', 'starts_on', 'zone'])
    .where('slug', '=', asked.slug)
    .executeTakeFirstOrThrow()
  expect(community).toEqual({ mail_on: false, starts_on: '2027-02-01', zone: 'Africa/Johannesburg' })
})

test('launching again changes nothing and gives the community that is there', async ({ db }) => {
  const { ruth, opened } = await ready(db)
  await launch(ruth, { ...opened, ...asked })
  const before = await rowsIn(db, asked.slug)
  expect(await launch(ruth, { ...opened, ...asked, slug: 'another-address' })).toEqual({
    slug: asked.slug,
    steps: 0,
    isNew: false,
  })
  expect(await rowsIn(db, asked.slug)).toEqual(before)
  expect(await db.selectFrom('community').select('slug').where('slug', '=', 'another-address').execute()).toEqual([])
})

test('launched twice at once, under two addresses, a design is still one community', async () => {
  await using fresh = await freshDatabase()
  const db = openDatabase(fresh.url)
  try {
    const { ruth, opened } = await ready(db)
    const slugs = ['one-address', 'another-address']
    const made = await Promise.all(slugs.map((slug) => launch(ruth, { ...opened, ...asked, slug })))
    expect(made.map(({ isNew }) => isNew).toSorted()).toEqual([false, true])
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(1)
    expect(await db.selectFrom('community').select('id').where('slug', 'in', slugs).execute()).toHaveLength(1)
  } finally {
    await db.destroy()
  }
})

test('only an administrator launches, and only a design that they were shown', async ({ db }) => {
  const { amina, ruth, ctx, opened, design } = await ready(db)
  await expect(launch(amina, { ...opened, ...asked })).rejects.toMatchObject({ code: 'communities.launch' })
  await expect(launch(ctx(null), { ...opened, ...asked })).rejects.toMatchObject({ code: 'sign-in-needed' })
  await expect(launch(ruth, { design, version: 1, ...asked })).rejects.toMatchObject({ kind: 'not-found' })
  await expect(launch(ruth, { ...opened, ...asked, version: 9 })).rejects.toMatchObject({ code: 'design.no-version' })
})

test('an address that is taken or reserved is told beside its field, and nothing is made', async ({ db }) => {
  const { ruth, opened } = await ready(db)
  await expect(launch(ruth, { ...opened, ...asked, slug: 'thuto' })).rejects.toMatchObject({
    issues: [{ path: ['slug'], code: 'launch.slug-taken' }],
  })
  await expect(launch(ruth, { ...opened, ...asked, slug: 'design' })).rejects.toMatchObject({
    issues: [{ path: ['slug'], code: 'launch.slug-reserved' }],
  })
  await expect(launch(ruth, { ...opened, ...asked, slug: 'Ünïcode!' })).rejects.toMatchObject({
    issues: [{ path: ['slug'] }],
  })
  expect(await db.selectFrom('launch').select('id').execute()).toEqual([])
})

test('a later version changes what it should and leaves what people changed and what has happened', async ({ db }) => {
  const { amina, ruth, opened, design, inside } = await ready(db)
  await launch(ruth, { ...opened, ...asked })
  const events = await db
    .selectFrom('event')
    .select(['id', 'key', 'title'])
    .where('is_live', '=', true)
    .where('format_key', '=', 'peer-clinic')
    .orderBy('starts_at')
    .execute()
  const [held, byHand] = events
  await db.updateTable('event').set({ state: 'held' }).where('id', '=', held!.id).execute()
  await db
    .updateTable('event')
    .set({ by_hand: true, title: 'Clinic on sampling' })
    .where('id', '=', byHand!.id)
    .execute()
  await answer(amina, { design, answers: { 'structure.hours-per-month': 1, 'budget.annual': 100_000 } })
  const { version } = await keepVersion(amina, { design })
  const steward = await inside('ruth')
  const { steps } = await applyPlan(steward, { design, version })
  const of = (key: string | null) => steps.find((step) => step.table === 'event' && step.key === key)
  expect(['left', 'keep', undefined]).toContain(of(held!.key)?.does)
  expect(['left', undefined]).toContain(of(byHand!.key)?.does)
  expect(count(steps, 'change')).toBeGreaterThan(0)
  expect(count(steps, 'stop')).toBeGreaterThan(0)
  const circles = await db.selectFrom('circle').select('id').execute()
  const applied = await applyVersion(steward, { design, version })
  expect(applied.changed).toBe(count(steps, 'create') + count(steps, 'change') + count(steps, 'stop'))
  const after = await db
    .selectFrom('event')
    .select(['id', 'title', 'state'])
    .where('id', 'in', [held!.id, byHand!.id])
    .orderBy('starts_at')
    .execute()
  expect(after).toEqual([
    { id: held!.id, title: held!.title, state: 'held' },
    { id: byHand!.id, title: 'Clinic on sampling', state: 'planned' },
  ])
  expect(await db.selectFrom('circle').select('id').execute()).toEqual(circles)
  const again = await applyVersion(steward, { design, version })
  expect(again.changed).toBe(0)
  expect(await db.selectFrom('launch').select('version').orderBy('at').orderBy('id').execute()).toEqual([
    { version: 1 },
    { version },
  ])
})

test('a series that people changed as a whole is theirs: a later version neither changes, adds to nor ends it', async ({
  db,
}) => {
  const { amina, ruth, opened, design, inside } = await ready(db)
  await launch(ruth, { ...opened, ...asked })
  await db
    .updateTable('series')
    .set({ by_hand: true, title: 'Our own hour' })
    .where('key', '=', 'peer-clinic')
    .execute()
  const clinics = () =>
    db
      .selectFrom('event')
      .select(['id', 'title', 'starts_at', 'state', 'sequence'])
      .where('format_key', '=', 'peer-clinic')
      .orderBy('id')
      .execute()
  const before = JSON.stringify(await clinics())
  await answer(amina, { design, answers: { 'structure.hours-per-month': 1, 'budget.annual': 100_000 } })
  const { version } = await keepVersion(amina, { design })
  const { steps } = await applyVersion(await inside('ruth'), { design, version })
  const touched = steps.filter((step) => step.key?.includes('peer-clinic') && ['event', 'series'].includes(step.table))
  expect(touched.filter(({ does }) => ['create', 'change', 'stop'].includes(does))).toEqual([])
  expect(JSON.stringify(await clinics())).toBe(before)
})

test('members and strangers apply nothing', async ({ db }) => {
  const { ruth, opened, design, inside, ctx } = await ready(db)
  await launch(ruth, { ...opened, ...asked })
  await expect(applyVersion(await inside('kagiso'), { design, version: 1 })).rejects.toMatchObject({
    kind: 'not-allowed',
  })
  await expect(applyVersion(ctx('nomsa'), { design, version: 1 })).rejects.toMatchObject({ kind: 'not-found' })
})

test('an address is suggested where the name has letters for one', () => {
  expect(suggestSlug('Thuto M&E')).toBe('thuto-me')
  expect(suggestSlug('Réseau d’évaluation du Sénégal')).toBe('reseau-d-evaluation-du-senegal')
  expect(suggestSlug('شبكة التقييم')).toBe('')
  expect(suggestSlug('Design')).toBe('')
})
