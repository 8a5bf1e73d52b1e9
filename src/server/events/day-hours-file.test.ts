import ICAL from 'ical.js'
import ical, { type VEvent } from 'node-ical'
import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { round } from '#tests/support/invitations.ts'
import { cancelEvent, changeEvent, eventFile, feedFile, renewFeed, sendInvitations, setHours } from './index.ts'

/** Over the night in which the clocks of Paris go forward; each day has hours of its own. */
const hours = [
  { from: '09:00', until: '16:00' },
  { from: '09:30', until: '12:30' },
  { from: '08:00', until: '11:00' },
]
const agenda = hours.map((_, i) => ({
  day: i + 1,
  minutes: 120,
  title: `Day ${i + 1}`,
  purpose: null,
  mode: 'small-group',
  lead: 'facilitator',
}))
const retreat = { format: 'annual-retreat', agenda, date: '2026-03-28', time: '09:00', zone: 'Europe/Paris' }
const truth = [
  ['2026-03-28T08:00:00Z', '2026-03-28T15:00:00Z'],
  ['2026-03-29T07:30:00Z', '2026-03-29T10:30:00Z'],
  ['2026-03-30T06:00:00Z', '2026-03-30T09:00:00Z'],
]

const iso = (seconds: number): string => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString()

/** Every day as ical.js expands the set, by the file's own VTIMEZONE alone. */
function byIcalJs(file: string): string[][] {
  const calendar = new ICAL.Component(ICAL.parse(file))
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const parts = calendar.getAllSubcomponents('vevent').map((part) => new ICAL.Event(part))
  const set = parts.find((part) => !part.isRecurrenceException())!
  for (const part of parts.filter((part) => part.isRecurrenceException())) set.relateException(part)
  const dates = set.iterator()
  const found: string[][] = []
  for (let next = dates.next(); next && found.length < 20; next = dates.next()) {
    const { startDate, endDate } = set.getOccurrenceDetails(next)
    found.push([iso(startDate.toUnixTime()), iso(endDate.toUnixTime())])
  }
  return found
}

/** The same as node-ical expands it, by its own zone data. */
function byNodeIcal(file: string): string[][] {
  const set = Object.values(ical.sync.parseICS(file)).find((part): part is VEvent => part?.type === 'VEVENT')!
  const from = new Date('2026-01-01')
  return ical
    .expandRecurringEvent(set, { from, to: new Date('2027-01-01') })
    .map(({ start, end }) => [iso(start.getTime() / 1000), iso(end.getTime() / 1000)])
    .toSorted()
}

const unfolded = (file: string) => file.replace(/\r\n[ \t]/g, '')
const valuesOf = (file: string, name: string) =>
  [...unfolded(file).matchAll(new RegExp(`^${name}[:;](.*)$`, 'gm'))].map(([, value]) => value!.trim())

test('each day stands in files, feeds and requests with its own hours, read alike by two programs, as one event', async ({
  db,
}) => {
  const { as, id, react, letters, member } = await round(db, retreat)
  await setHours(as('nomsa'), { id, hours })
  const { text } = await eventFile(as('amina'), { id })
  const { url } = await renewFeed(as('amina'), {})
  const feed = await feedFile({ ...as(null), community: null }, /\/([^/]+)\.ics$/.exec(url)![1]!)
  await sendInvitations(as('nomsa'), { id, members: [member.amina] })
  await react()
  const { request } = (await letters('event-invitation'))[0]!
  for (const file of [text, feed, request]) {
    expect(byIcalJs(file)).toEqual(truth)
    expect(byNodeIcal(file)).toEqual(truth)
    expect(new Set(valuesOf(file, 'UID'))).toEqual(new Set([id]))
    expect(valuesOf(file, 'SEQUENCE')).toEqual(['1', '1', '1'])
    expect(valuesOf(file, 'RECURRENCE-ID')).toEqual([
      'TZID=Europe/Paris:20260329T090000',
      'TZID=Europe/Paris:20260330T090000',
    ])
  }
  expect(request).toContain('METHOD:REQUEST')
  expect(valuesOf(request, 'ATTENDEE')).toHaveLength(3)
})

test('a change raises the sequence of every day, fewer days are fewer; called off by mail it is called off whole', async ({
  db,
}) => {
  const { as, id, react, letters, member } = await round(db, { ...retreat, agenda: agenda.slice(0, 2) })
  await setHours(as('nomsa'), { id, hours })
  await sendInvitations(as('nomsa'), { id, members: [member.amina] })
  await react()
  await setHours(as('nomsa'), { id, hours: hours.slice(0, 2) })
  const { text } = await eventFile(as('amina'), { id })
  expect(byIcalJs(text)).toEqual(truth.slice(0, 2))
  expect(valuesOf(text, 'SEQUENCE')).toEqual(['2', '2'])
  await changeEvent.run(as('nomsa'), { id, time: '10:00' })
  const moved = await eventFile(as('amina'), { id })
  expect(byNodeIcal(moved.text)).toEqual([
    ['2026-03-28T09:00:00Z', '2026-03-28T16:00:00Z'],
    ['2026-03-29T08:30:00Z', '2026-03-29T11:30:00Z'],
  ])
  await cancelEvent(as('nomsa'), { id, reason: 'The venue is closed.' })
  await react()
  const { request } = (await letters('event-cancelled'))[0]!
  expect(request).toContain('METHOD:CANCEL')
  expect(valuesOf(request, 'UID')).toEqual([id])
  expect(valuesOf(request, 'RECURRENCE-ID')).toEqual([])
  expect(valuesOf((await eventFile(as('amina'), { id })).text, 'STATUS')).toEqual(['CANCELLED', 'CANCELLED'])
})

test('an answer for the whole counts; one for a single day does not, and whoever sent it is told', async ({ db }) => {
  const { as, id, react, reply, bring, answerOf, letters, member } = await round(db, retreat)
  await setHours(as('nomsa'), { id, hours })
  await sendInvitations(as('nomsa'), { id, members: [member.amina] })
  await react()
  const { request, headers } = (await letters('event-invitation'))[0]!
  expect(await reply('amina', { partstat: 'ACCEPTED' })).toMatchObject({ state: 'done' })
  const oneDay = [
    'BEGIN:VCALENDAR',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    `UID:${id}`,
    'RECURRENCE-ID;TZID=Europe/Paris:20260329T090000',
    'DTSTAMP:20260305T100000Z',
    'ATTENDEE;PARTSTAT=DECLINED:mailto:amina@example.org',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  const to = headers['Reply-To']!
  const raw = `From: amina@example.org\r\nTo: ${to}\r\nMessage-ID: <one-day@example.org>\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n${oneDay}`
  expect(await bring(Buffer.from(raw), to)).toMatchObject({ state: 'refused', reason: 'invitations.one-day' })
  expect(await answerOf('amina')).toBe('yes')
  expect(request).toContain('RRULE:FREQ=DAILY;COUNT=3')
})
