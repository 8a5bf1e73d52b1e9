import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { planSeries, remindOfEnding, renewSeries } from './index.ts'

test('the stewards are mailed once about the series that end, and again a year after they renewed one', async ({
  db,
}) => {
  const { ctx, community } = await livingCalendar(db)
  const series = { format: 'webinar', date: '2026-03-11', time: '13:00', every: 'week', until: '2026-04-30' }
  const { id } = await planSeries.run(ctx('nomsa'), { ...series, title: 'Evidence hour' })
  await planSeries.run(ctx('nomsa'), { ...series, title: 'Data hour', until: '2026-04-20' })
  await planSeries.run(ctx('nomsa'), { ...series, title: 'Far away', until: '2026-12-01' })
  const nobody = (at?: string) => ({ ...ctx(null, at ? { at: Temporal.Instant.from(at) } : {}) })
  const mails = () =>
    db
      .selectFrom('mail')
      .select(['to_address', 'subject', 'text'])
      .where('community_id', '=', community.id)
      .orderBy('to_address')
      .execute()

  await remindOfEnding(nobody())
  await remindOfEnding(nobody('2026-03-06T06:00:00Z'))
  const first = await mails()
  expect(first.map(({ to_address }) => to_address)).toEqual([
    'nomsa@example.org',
    'sipho@example.org',
    'zanele@example.org',
  ])
  expect(first[0]!.text).toContain('Data hour')
  expect(first[0]!.text).toContain(`/thuto/events/series/${id}/renew`)
  expect(first[0]!.text).not.toContain('Far away')

  await renewSeries.run(ctx('nomsa'), { series: id })
  await remindOfEnding(nobody('2026-03-07T06:00:00Z'))
  expect(await mails()).toHaveLength(3)
  await remindOfEnding(nobody('2027-03-10T06:00:00Z'))
  expect(await mails()).toHaveLength(6)
})
