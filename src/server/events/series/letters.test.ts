import { describe, expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { eventFile, rsvp } from '../index.ts'
import { changeSeries, endSeries, previewSeriesChange, previewSeriesEnd, seriesPage } from './index.ts'
import { planned, walls, code, react } from '#tests/support/series.ts'

describe('the mail', () => {
  test('about six events is one to each who said that they come, with a file for each of theirs', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { events, at } = await planned(calendar)
    for (const n of [0, 1, 2]) await rsvp.run(calendar.ctx('amina'), { id: at(n), answer: 'yes' })
    await rsvp.run(calendar.ctx('fatou'), { id: at(5), answer: 'maybe' })
    await rsvp.run(calendar.ctx('kagiso'), { id: at(5), answer: 'no' })
    const plan = await previewSeriesChange.run(calendar.ctx('nomsa'), { event: at(0), scope: 'all', time: '15:00' })
    expect(plan.told).toBe(2)
    await changeSeries.run(calendar.ctx('nomsa'), { event: at(0), scope: 'all', time: '15:00' })
    await react(calendar)
    await react(calendar)
    const mails = await db
      .selectFrom('mail')
      .selectAll()
      .where('community_id', '=', calendar.community.id)
      .orderBy('to_address')
      .execute()
    expect(mails.map(({ to_address }) => to_address)).toEqual(['amina@example.org', 'fatou@example.org'])
    expect(mails[0]!.text).toContain('15:00')
    const files = mails[0]!.attachments as unknown as { content: string }[]
    expect(files.map(({ content }) => /UID:(.+)\r/.exec(content)?.[1])).toEqual([at(0), at(1), at(2)])
    expect(mails[1]!.subject).toContain('Evidence hour')
    const file = await eventFile(calendar.ctx('amina'), { id: (await events())[0]!.id })
    expect(file.text).toContain(`UID:${at(0)}`)
    expect(file.text).toContain('SEQUENCE:1')
  })

  test('about the end says why, once', async ({ db }) => {
    const calendar = await livingCalendar(db)
    const { id, events, at } = await planned(calendar)
    for (const n of [1, 2, 3]) await rsvp.run(calendar.ctx('amina'), { id: at(n), answer: 'yes' })
    const wanted = { event: at(2), scope: 'following' }
    const plan = await previewSeriesEnd.run(calendar.ctx('nomsa'), wanted)
    expect(plan).toMatchObject({ told: 1 })
    expect(plan.steps).toHaveLength(4)
    await endSeries.run(calendar.ctx('nomsa'), { ...wanted, reason: 'The grant ends in May.', seen: plan.seen })
    await react(calendar)
    const mails = await db.selectFrom('mail').selectAll().where('community_id', '=', calendar.community.id).execute()
    expect(mails).toHaveLength(1)
    expect(mails[0]!.text).toContain('The grant ends in May.')
    expect(walls(await events())).toEqual(['04-09T13:00', '05-14T13:00'])
    expect(await seriesPage(calendar.ctx('amina'), { id })).toMatchObject({
      is_ending: false,
      ended: { reason: 'The grant ends in May.' },
    })
    expect(await code(changeSeries.run(calendar.ctx('nomsa'), { event: at(0), scope: 'all', time: '09:00' }))).toBe(
      'series.ended',
    )
  })
})
