import { expect } from 'vitest'
import { freshDatabase, test } from '#tests/support/database.ts'
import { crowdIn } from '#tests/support/crowd.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { openPool, openSharedDatabase } from '../foundations/db/index.ts'
import { addUpAllComing } from './coming.ts'
import { calendar, changeEvent, eventPage, rsvp, withdraw } from './index.ts'

test('how many come is true at every moment, before it was added up and after', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ place: 'hybrid' })
  await rsvp(ctx('amina'), { id, answer: 'yes', mode: 'online' })
  await rsvp(ctx('kagiso'), { id, answer: 'yes' })
  const both = { coming: 2, coming_online: 1 }
  expect(await eventPage(ctx('nomsa'), { id })).toMatchObject(both)
  await addUpAllComing(ctx('nomsa'))
  expect(await eventPage(ctx('nomsa'), { id })).toMatchObject(both)
  await withdraw(ctx('amina'), { id })
  expect(await eventPage(ctx('nomsa'), { id })).toMatchObject({ coming: 1, coming_online: 0 })
  expect((await calendar(ctx('nomsa'), {})).items.find((each) => each.id === id)).toMatchObject({ coming: 1 })
  await addUpAllComing(ctx('nomsa'))
  await addUpAllComing(ctx('nomsa'))
  expect(await eventPage(ctx('nomsa'), { id })).toMatchObject({ coming: 1, coming_online: 0 })
  expect(await db.selectFrom('coming_to_add').selectAll().execute()).toEqual([])
})

test('places can only be limited to as many as come, whether they were added up or not', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ place: 'room', place_text: 'The small hall' })
  for (const name of ['amina', 'kagiso'] as const) await rsvp(ctx(name), { id, answer: 'yes' })
  await expect(changeEvent(ctx('nomsa'), { id, capacity: 1 })).rejects.toMatchObject({
    issues: [{ path: ['capacity'], code: 'events.capacity-below', params: { coming: 2 } }],
  })
  await changeEvent(ctx('nomsa'), { id, capacity: 2 })
  await expect(rsvp(ctx('nomsa'), { id, answer: 'yes' })).rejects.toMatchObject({ code: 'events.full' })
  // And no longer: whoever answers then is counted on top.
  await changeEvent(ctx('nomsa'), { id, capacity: null })
  await rsvp(ctx('nomsa'), { id, answer: 'yes' })
  expect(await eventPage(ctx('nomsa'), { id })).toMatchObject({ coming: 3 })
})

test('places are limited while sixty people answer: nobody is counted twice, or comes without a place', async () => {
  await using database = await freshDatabase()
  const db = openSharedDatabase(openPool(database.url, { shared: true }))
  const living = await livingCalendar(db)
  const id = await living.plan({ place: 'room', place_text: 'The small hall' })
  const as = await crowdIn(db, living, 60)
  const answers = Array.from({ length: 60 }, (_, n) => rsvp(as(n), { id, answer: 'yes' }))
  const [limited, added, ...answered] = await Promise.allSettled([
    changeEvent(living.ctx('nomsa'), { id, capacity: 30 }),
    addUpAllComing(living.ctx('nomsa')),
    ...answers,
  ])
  expect(added.status).toBe('fulfilled')
  const refused = [limited, ...answered].flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  for (const reason of refused) expect(['events.full', 'input']).toContain(reason.code)
  const { coming } = await eventPage(as(0), { id })
  const { length } = await db.selectFrom('rsvp').select('member_id').where('answer', '=', 'yes').execute()
  expect(coming).toBe(length)
  if (limited.status === 'fulfilled') expect(coming).toBe(30)
  await db.destroy()
})
