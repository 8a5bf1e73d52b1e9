import ical, { type VEvent } from 'node-ical'
import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { cancelEvent, changeEvent, eventFile, feedFile, myFeed, renewFeed, rsvp, stopFeed } from './index.ts'

const read = (text: string): VEvent[] =>
  Object.values(ical.sync.parseICS(text)).filter((part): part is VEvent => part?.type === 'VEVENT')
const secretOf = (url: string): string => /\/in\/calendar\/(.+)\.ics$/.exec(url)![1]!

test('a feed holds what its member may come to, leaves what they decline and gives the way in to what they accept', async ({
  db,
}) => {
  const { ctx, circles, plan } = await livingCalendar(db)
  const open = await plan()
  const hub = await plan({ date: '2026-03-10', circle: circles['mel-hub'].id, title: 'What the hub thinks' })
  const amina = secretOf((await renewFeed(ctx('amina'), {})).url)
  const kagiso = secretOf((await renewFeed(ctx('kagiso'), {})).url)
  const held = async (secret: string) => read(await feedFile(ctx(null, { in: null }), secret)).map(({ uid }) => uid)
  expect(await held(amina)).toEqual([hub, open])
  expect(await held(kagiso)).toEqual([open])
  await rsvp(ctx('amina'), { id: hub, answer: 'no' })
  expect(await held(amina)).toEqual([open])
  expect(await feedFile(ctx(null, { in: null }), amina)).not.toContain('meet.example')
  await rsvp(ctx('amina'), { id: open, answer: 'yes' })
  expect(await feedFile(ctx(null, { in: null }), amina)).toContain('meet.example')
})

test('a feed is the same to the byte as long as nothing changes, whenever it is asked for', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const secret = secretOf((await renewFeed(ctx('amina'), {})).url)
  const first = await feedFile(ctx(null, { in: null }), secret)
  const later = Temporal.Instant.from('2026-03-06T08:00:00Z')
  expect(await feedFile(ctx(null, { in: null, at: later }), secret)).toBe(first)
  await rsvp(ctx('kagiso'), { id, answer: 'yes' })
  expect(await feedFile(ctx(null, { in: null, at: later }), secret)).toBe(first)
  await changeEvent(ctx('nomsa'), { id, time: '14:00' })
  const changed = await feedFile(ctx(null, { in: null }), secret)
  expect(changed).toContain('SEQUENCE:1\r\n')
  expect(read(changed)[0]!.start.toISOString()).toBe('2026-03-12T12:00:00.000Z')
  await cancelEvent(ctx('nomsa'), { id, reason: 'ill' })
  expect(read(await feedFile(ctx(null, { in: null }), secret))[0]).toMatchObject({ uid: id, status: 'CANCELLED' })
})

test('a new address ends the one from before; one that was stopped, or made up, leads nowhere', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const first = secretOf((await renewFeed(ctx('amina'), {})).url)
  const second = secretOf((await renewFeed(ctx('amina'), {})).url)
  expect(await myFeed(ctx('amina'), {})).toEqual({ since: '2026-03-05T08:00:00Z' })
  await expect(feedFile(ctx(null, { in: null }), first)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await feedFile(ctx(null, { in: null }), second)).toContain('BEGIN:VCALENDAR')
  expect(JSON.stringify(await db.selectFrom('calendar_feed').selectAll().execute())).not.toContain(second)
  await stopFeed(ctx('amina'), {})
  for (const wrong of [second, '', 'x'.repeat(500)])
    await expect(feedFile(ctx(null, { in: null }), wrong)).rejects.toMatchObject({ kind: 'not-found' })
})

test('somebody who has left gets nothing from their old address', async ({ db }) => {
  const { ctx, member, plan } = await livingCalendar(db)
  await plan()
  const secret = secretOf((await renewFeed(ctx('amina'), {})).url)
  await db.updateTable('member').set({ state: 'left' }).where('id', '=', member.amina).execute()
  await expect(feedFile(ctx(null, { in: null }), secret)).rejects.toMatchObject({ kind: 'not-found' })
})

test('the file of one event carries its agenda by the organiser’s clock and its page, in the reader’s language', async ({
  db,
}) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const { name, text } = await eventFile(ctx('fatou'), { id })
  expect(name).toBe('2026-03-12-thuto.ics')
  const [event] = read(text)
  expect(event!.start.toISOString()).toBe('2026-03-12T11:00:00.000Z')
  const description = (event!.description as unknown as { val: string }).val
  expect(description).toContain('Ordre du jour (Africa/Johannesburg)')
  expect(description).toContain('13:15 Practice input')
  expect(description).toContain(`http://copse.test/thuto/events/${id}`)
})

test('the organiser is named where the installation can mail', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const base = ctx('amina')
  expect((await eventFile(base, { id })).text).not.toContain('ORGANIZER')
  const site = { ...base.site, canMail: true, mailFrom: 'Copse <copse@example.org>' }
  expect((await eventFile({ ...base, site }, { id })).text).toContain(
    'ORGANIZER;CN="Thuto M&E":mailto:copse@example.org\r\n',
  )
})
