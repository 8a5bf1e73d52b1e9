import fc from 'fast-check'
import ICAL from 'ical.js'
import ical, { type VEvent } from 'node-ical'
import { expect, test } from 'vitest'
import { calendarFile, type CalendarEvent } from './index.ts'
import { scheduled } from '../time/index.ts'

const written = Temporal.Instant.from('2027-01-05T08:00:00Z')

function planned(
  date: string,
  time: string,
  zone: string,
  minutes = 90,
  more: Partial<CalendarEvent> = {},
): CalendarEvent {
  const start = Temporal.Instant.from(scheduled(date, time, zone).instant)
  return {
    uid: `019a0000-0000-7000-8000-${date.replaceAll('-', '')}${time.replace(':', '')}`,
    sequence: 0,
    start,
    end: start.add({ minutes }),
    zone,
    title: 'Clinic',
    cancelled: false,
    created: written,
    changed: written,
    busy: true,
    ...more,
  }
}

/** Starts and ends as ical.js reads them, by the file's own VTIMEZONE alone. */
function byIcalJs(file: string): [string, string][] {
  const calendar = new ICAL.Component(ICAL.parse(file))
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return [iso(event.startDate.toUnixTime()), iso(event.endDate.toUnixTime())]
  })
}

/** The same as node-ical reads them, by its own zone data. */
function byNodeIcal(file: string): [string, string][] {
  return Object.values(ical.sync.parseICS(file))
    .filter((component): component is VEvent => component?.type === 'VEVENT')
    .map(({ start, end }) => [iso(start.getTime() / 1000), iso(end!.getTime() / 1000)])
}

const iso = (seconds: number): string => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString()
const truth = (events: readonly CalendarEvent[]) =>
  events.map(({ start, end }): [string, string] => [start.toString(), end.toString()])

const edges: [zone: string, dates: [date: string, time: string][]][] = [
  // Ramadan 2027 from 8 February to 9 March: Morocco goes back to UTC on 7 February and forward again on 14 March.
  [
    'Africa/Casablanca',
    [
      ['2027-02-06', '14:00'],
      ['2027-02-07', '01:30'],
      ['2027-02-07', '03:30'],
      ['2027-02-20', '14:00'],
      ['2027-03-14', '02:30'],
      ['2027-03-15', '14:00'],
    ],
  ],
  [
    'America/New_York',
    [
      ['2027-03-13', '23:30'],
      ['2027-03-14', '02:30'],
      ['2027-03-14', '03:30'],
      ['2027-07-01', '09:00'],
      ['2027-11-07', '00:30'],
      ['2027-11-07', '01:30'],
      ['2027-11-07', '02:30'],
    ],
  ],
  [
    'Europe/London',
    [
      ['2027-03-28', '00:30'],
      ['2027-03-28', '01:30'],
      ['2027-06-01', '13:00'],
      ['2027-10-31', '00:30'],
      ['2027-10-31', '01:30'],
      ['2027-10-31', '02:30'],
    ],
  ],
  [
    'Africa/Johannesburg',
    [
      ['2027-03-11', '13:00'],
      ['2027-10-11', '13:00'],
    ],
  ],
  [
    'Asia/Kathmandu',
    [
      ['2027-03-11', '13:00'],
      ['2027-10-11', '13:00'],
    ],
  ],
  [
    'America/Vancouver',
    [
      ['2026-10-31', '09:00'],
      ['2026-11-02', '09:00'],
      ['2027-07-02', '09:00'],
    ],
  ],
  [
    'Australia/Lord_Howe',
    [
      ['2027-04-04', '01:45'],
      ['2027-10-03', '02:15'],
      ['2027-12-01', '10:00'],
    ],
  ],
  ['UTC', [['2027-03-11', '13:00']]],
]

for (const [zone, dates] of edges) {
  const events = dates.map(([date, time]) => planned(date, time, zone))
  test(`two independent programs read the moments of ${zone} as they were planned, over every change of the clocks`, () => {
    const file = calendarFile({ events })
    expect(byIcalJs(file)).toEqual(truth(events))
    expect(byNodeIcal(file)).toEqual(truth(events))
  })
  test(`each event of ${zone} alone in its file is read the same`, () => {
    for (const event of events) expect(byIcalJs(calendarFile({ events: [event] }))).toEqual(truth([event]))
  })
}

test('any moment of any zone comes back from both programs', () => {
  const zones = Intl.supportedValuesOf('timeZone')
  const days = fc.integer({ min: 0, max: 365 * 6 })
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      days,
      fc.integer({ min: 0, max: 95 }),
      fc.integer({ min: 1, max: 40 }),
      (zone, day, quarter, length) => {
        const date = Temporal.PlainDate.from('2026-01-01').add({ days: day }).toString()
        const time = Temporal.PlainTime.from('00:00')
          .add({ minutes: quarter * 15 })
          .toString({ smallestUnit: 'minute' })
        const event = planned(date, time, zone, length * 15)
        const file = calendarFile({ events: [event] })
        expect(byIcalJs(file)).toEqual(truth([event]))
        expect(byNodeIcal(file)).toEqual(truth([event]))
      },
    ),
    { numRuns: 300, seed: 2027 },
  )
})

test('clocks that change by a rule are told by one rule each way, as Outlook needs it', () => {
  const file = calendarFile({ events: [planned('2027-06-01', '09:00', 'America/New_York')] })
  expect(file).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n')
  expect(file).toContain('RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n')
  expect(file.match(/BEGIN:(STANDARD|DAYLIGHT)/g)).toHaveLength(2)
})

test('a program that knows one offset a zone reads a single event in Morocco right', () => {
  const file = calendarFile({ events: [planned('2027-02-20', '14:00', 'Africa/Casablanca')] })
  expect(file.match(/BEGIN:(STANDARD|DAYLIGHT)/g)).toHaveLength(1)
  expect(file).toContain('TZOFFSETTO:+0000')
})

test('the wall clock of the organiser stands in the file, not a moment in UTC', () => {
  expect(calendarFile({ events: [planned('2027-03-11', '13:00', 'Africa/Johannesburg')] })).toContain(
    'DTSTART;TZID=Africa/Johannesburg:20270311T130000\r\n',
  )
})

test('what people wrote comes back letter by letter', () => {
  const title =
    'Réunion; «qui, quoi?» \\ ما الذي تعلمناه 🌳 — a title that is long enough to be folded over several lines of the file'
  const description = 'First line, with a comma; and a semicolon\nSecond line \\n that is not a break\n\nفقرة ثالثة'
  const file = calendarFile({
    events: [
      planned('2027-03-11', '13:00', 'Africa/Johannesburg', 60, {
        title,
        description,
        location: 'Room 3, "Marula"; Polokwane',
        url: 'https://copse.test/thuto/events/1?a=1,2',
        organiser: { name: 'Thuto M&E; "the wood"', email: 'copse@example.org' },
        categories: ['CoP meeting, with panel', 'Hub'],
        join: { url: 'https://meet.example.org/a b', label: 'Join: "here"' },
      }),
    ],
  })
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent')!)
  expect(event).toMatchObject({ summary: title, description, location: 'Room 3, "Marula"; Polokwane' })
  expect(event.component.getFirstProperty('organizer')!.getParameter('cn')).toBe('Thuto M&E; "the wood"')
  expect(event.component.getFirstProperty('categories')!.getValues()).toEqual(['CoP meeting, with panel', 'Hub'])
  const read = Object.values(ical.sync.parseICS(file)).find((component) => component?.type === 'VEVENT') as VEvent
  expect(text(read.summary)).toBe(title)
  expect(text(read.location)).toBe('Room 3, "Marula"; Polokwane')
})

test('no line is longer than 75 octets, none breaks a character, every one ends with CRLF', () => {
  const file = calendarFile({
    name: 'Ω'.repeat(90),
    language: 'el',
    events: [
      planned('2027-03-11', '13:00', 'Asia/Kathmandu', 60, { title: '🌳'.repeat(60), description: 'é'.repeat(400) }),
    ],
  })
  const lines = file.split('\r\n')
  expect(lines.at(-1)).toBe('')
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  for (const line of lines) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(line).not.toContain('\ufffd')
    expect(line.isWellFormed()).toBe(true)
  }
})

test('nothing that was typed can add a line of its own', () => {
  const evil = 'x\r\nATTENDEE:mailto:evil@example.org\r\n'
  const file = calendarFile({
    events: [
      planned('2027-03-11', '13:00', 'UTC', 60, {
        title: evil,
        description: evil,
        location: evil,
        url: `https://e.test/${evil}`,
        organiser: { name: evil, email: `a@b.test${evil}` },
        join: { url: evil, label: evil },
      }),
    ],
  })
  expect(file.split('\r\n').filter((line) => line.startsWith('ATTENDEE'))).toEqual([])
})

test('an event that was called off says so, counts its change and keeps its name', () => {
  const event = planned('2027-03-11', '13:00', 'UTC', 60, {
    cancelled: true,
    sequence: 3,
    changed: written.add({ hours: 5 }),
  })
  const file = calendarFile({ method: 'CANCEL', events: [event] })
  expect(file).toContain('METHOD:CANCEL\r\n')
  expect(file).toContain(`UID:${event.uid}\r\nSEQUENCE:3\r\nDTSTAMP:20270105T130000Z\r\n`)
  expect(file).toContain('STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n')
})

/** node-ical gives a text with parameters as an object. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : (value as { val: string }).val
}
