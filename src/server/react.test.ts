import { sql, type Kysely } from 'kysely'
import { expect, test, vi } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { transaction, type Ctx } from './ctx.ts'
import type { DB } from './database.gen.ts'
import { rsvp } from './events/index.ts'
import { record } from './facts.ts'
import { openPool, openSharedDatabase } from './foundations/db/index.ts'
import type { House } from './house.ts'
import { reactAgain, startReacting } from './react.ts'
import { reactions } from './reactions.ts'

const reacting = new Map(Object.entries(reactions).map(([kind, each]) => [kind, Object.keys(each)]))

test('what somebody answered is confirmed a little later, once, though two processes look', async () => {
  await using world = await opened()
  const { db, calendar, house, event } = world
  const ctx = world.reactingTo(calendar.ctx('amina'))
  const both = [startReacting(house), startReacting(house)]
  await rsvp(ctx, { id: event, answer: 'yes' })
  both.forEach((each) => each.stir())
  await vi.waitFor(async () => expect(await letters(db)).toEqual(['event-confirmation']), { timeout: 8_000 })
  await Promise.all(both.map((each) => each.stop()))
  expect(await due(db)).toEqual([])
})

test('what was due when a process was killed is done by the next', async () => {
  await using world = await opened()
  const { db, calendar, house, event } = world
  await rsvp(world.reactingTo(calendar.ctx('amina')), { id: event, answer: 'yes' })
  expect(await due(db)).toEqual(['confirm-a-yes'])
  const reactor = startReacting(house)
  await vi.waitFor(async () => expect(await letters(db)).toEqual(['event-confirmation']), { timeout: 8_000 })
  await reactor.stop()
})

test('nothing is due of what was rolled back', async () => {
  await using world = await opened()
  const ctx = world.reactingTo(world.calendar.ctx('amina'))
  const undone = transaction(ctx, async (ctx) => {
    await record(ctx, 'event.answered', { payload: { answer: 'yes' } })
    throw new Error('changed my mind')
  })
  await expect(undone).rejects.toThrow('changed my mind')
  expect(await due(world.db)).toEqual([])
})

test('one that fails leaves nothing behind but a job, and the others go on', async () => {
  await using world = await opened()
  const { db, calendar, house, event } = world
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const fact = await transaction(world.reactingTo(calendar.ctx('nomsa')), (ctx) =>
    record(ctx, 'event.guest-answered', { subject: event, payload: { answer: 'yes', guest: 'not an id' } }),
  )
  await rsvp(world.reactingTo(calendar.ctx('amina')), { id: event, answer: 'yes' })
  const reactor = startReacting(house)
  await vi.waitFor(async () => expect(await letters(db)).toEqual(['event-confirmation']), { timeout: 8_000 })
  await reactor.stop()
  expect(await due(db)).toEqual([])
  expect(String(said.mock.calls[0]?.[0])).toContain('confirm-a-yes')
  said.mockRestore()
  const job = { community: calendar.community.id, fact, name: 'confirm-a-yes' }
  expect(await jobs(db)).toEqual([job])
  await expect(reactAgain(house, job)).rejects.toThrow('uuid')
})

/** Thuto M&E in a database of its own, at the moment of the tests, with an event to come. */
async function opened() {
  const database = await freshDatabase()
  const db = openSharedDatabase(openPool(database.url, { shared: true }))
  const calendar = await livingCalendar(db)
  const event = await calendar.plan()
  // A clock that stands still: what is due is about an event that is ahead.
  const house = { db, ctx: () => calendar.ctx(null) } as Pick<House, 'db' | 'ctx'> as House
  return {
    db,
    calendar,
    event,
    house,
    reactingTo: (ctx: Ctx): Ctx => ({ ...ctx, site: { ...ctx.site, reacting } }),
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
}

const letters = async (db: Kysely<DB>) => (await db.selectFrom('mail').select('kind').execute()).map(({ kind }) => kind)
const due = async (db: Kysely<DB>) =>
  (await db.selectFrom('reaction_due').select('name').execute()).map(({ name }) => name)
const jobs = async (db: Kysely<DB>) =>
  (await sql<{ payload: object }>`select payload from graphile_worker._private_jobs`.execute(db)).rows.map(
    (row) => row.payload,
  )
