import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { changeEvent, planEvent } from './index.ts'

const session = { format: 'webinar', title: 'Sampling on the road', date: '2026-03-12', time: '13:30' }

test('an event that overlaps another for the same people is asked about once more, and not made meanwhile', async ({
  db,
}) => {
  const { ctx, plan, circles } = await livingCalendar(db)
  await plan({ title: 'Reading gains' })
  const count = async () =>
    Number(
      (
        await db
          .selectFrom('event')
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  const refused = await db
    .transaction()
    .execute((inner) => planEvent.run({ ...ctx('nomsa'), db: inner }, { ...session, anyway: 'false' }))
    .catch((error: unknown) => error)
  expect(refused).toMatchObject({
    issues: [{ path: ['anyway'], code: 'series.overlaps', params: { title: 'Reading gains', others: 0 } }],
  })
  await planEvent.run(ctx('nomsa'), { ...session, anyway: 'on' })
  await planEvent.run(ctx('nomsa'), { ...session, time: '15:00', anyway: 'false' })
  // Programs are not asked.
  await planEvent.run(ctx('nomsa'), session)
  expect(await count()).toBeGreaterThanOrEqual(4)
  await plan({ title: 'Hub only', date: '2026-03-19', circle: circles['mel-hub'].id })
  await planEvent.run(ctx('nomsa'), { ...session, date: '2026-03-19', circle: 'wider-circle', anyway: 'false' })
})

test('moving an event onto another is asked about; changing its title where it stands is not', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  await plan({ title: 'Reading gains' })
  const id = await plan({ date: '2026-03-13' })
  const moved = changeEvent.run(ctx('nomsa'), { id, date: '2026-03-12', anyway: 'false' })
  await expect(moved).rejects.toMatchObject({ issues: [{ path: ['anyway'] }] })
  await changeEvent.run(ctx('nomsa'), { id, date: '2026-03-12', anyway: 'on' })
  await changeEvent.run(ctx('nomsa'), { id, title: 'Another title', anyway: 'false' })
})
