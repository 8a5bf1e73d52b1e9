import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minutesOf, together } from './people.ts'
import { readReport, type Report } from './read.ts'
import { textOf } from './text.ts'

const day = Temporal.PlainDate.from('2026-03-12')
const example = (name: string): Report =>
  readReport(textOf(readFileSync(new URL(`../../../../examples/attendance/${name}`, import.meta.url))), day)
const told = (report: Report) => Object.fromEntries(report.people.map((person) => [person.name, minutesOf(person)]))

test('Zoom with the lines of the meeting: joins are put together and the waiting room counts for nothing', () => {
  const report = example('zoom-with-meeting.csv')
  expect(report).toMatchObject({ product: 'zoom', guessed: false, day: '2026-03-12' })
  expect(told(report)).toEqual({
    'Nomsa Dlamini': 96,
    'Amina O. (Amina Otieno)': 86,
    'Molefe, Kagiso': 81,
    'Fatou Diop | Observatoire': 14,
    "Sipho's iPhone (Sipho Ndlovu)": 93,
    'Zanele Mtembu': 80,
    'Zoom user': 35,
    '27 82 555 0147': 68,
  })
  expect(report.people[1]).toMatchObject({ email: 'amina@example.org', joins: 2 })
})

test('Zoom in French, from an Excel that writes semicolons and Windows-1252; two devices at once count once', () => {
  const report = example('zoom-francais.csv')
  expect(report).toMatchObject({ product: 'zoom', day: '2026-03-12' })
  expect(told(report)).toEqual({ 'Nomsa Dlamini': 96, 'Fatou Diop': 88, 'Amina Otieno': 69 })
})

test('Zoom in Spanish with unique users has minutes only', () => {
  expect(told(example('zoom-espanol-unicos.csv'))).toEqual({
    'Nomsa Dlamini': 96,
    'Kagiso Molefe': 81,
    'Fatou Diop': 15,
  })
})

test('Teams in UTF-16 with three sections tells of everybody twice and counts them once', () => {
  const report = example('teams-report.csv')
  expect(report).toMatchObject({ product: 'teams', day: '2026-03-12' })
  expect(told(report)).toEqual({
    'Nomsa Dlamini': 99,
    'Amina Otieno (External)': 84,
    'Kagiso Molefe (Guest)': 83,
    'Fatou Diop (Unverified)': 14,
    'Grace Banda (External)': 78,
  })
})

test('Teams in Portuguese with two sections, and its older list of comings and goings', () => {
  expect(told(example('teams-portugues.csv'))).toEqual({ 'Nomsa Dlamini': 99, 'Kagiso Molefe': 45 })
  // Nomsa never left: she is counted until the last moment of the list.
  expect(told(example('teams-attendee-list.csv'))).toEqual({
    'Nomsa Dlamini': 90,
    'Amina Otieno': 77,
    'Kagiso Molefe': 60,
  })
})

test('Google Meet has first and last names, and times without a date', () => {
  const report = example('google-meet.csv')
  expect(report).toMatchObject({ product: 'meet', day: '2026-03-12' })
  expect(told(report)).toEqual({ 'Nomsa Dlamini': 96, 'Amina Otieno': 58, 'Fatou Diop': 15 })
})

test('the day of the meeting settles whether 03/04 is in March or in April', () => {
  const text = 'Name,Join time,Leave time\nAmina,03/04/2026 13:00,03/04/2026 14:00\n'
  expect(readReport(text, Temporal.PlainDate.from('2026-04-03')).day).toBe('2026-04-03')
  expect(readReport(text, Temporal.PlainDate.from('2026-03-04')).day).toBe('2026-03-04')
  const clear =
    'Name,Join time,Leave time\nAmina,03/04/2026 13:00,03/04/2026 14:00\nOmar,12/25/2026 13:00,12/25/2026 14:00\n'
  expect(readReport(clear, Temporal.PlainDate.from('2026-04-03')).day).toBe('2026-03-04')
})

test('a language that nobody taught is read by what stands in the columns, and that is said', () => {
  const arabic =
    '١. ملخص\nعنوان\tلقاء\n\n٢. المشاركون\nالشخص\tالدخول\tالخروج\tالزمن\nأمينة أوتيينو\t١٢/٠٣/٢٠٢٦ ١:٠٠:٠٠ م\t١٢/٠٣/٢٠٢٦ ٢:١٠:٠٠ م\t١ س ١٠ د\nفاتو ديوب\t١٢/٠٣/٢٠٢٦ ١:٠٥:٠٠ م\t١٢/٠٣/٢٠٢٦ ١:٢٥:٠٠ م\t٢٠ د\n'
  const report = readReport(arabic, day)
  expect(report).toMatchObject({ guessed: true, day: '2026-03-12' })
  expect(told(report)).toEqual({ 'أمينة أوتيينو': 70, 'فاتو ديوب': 20 })
})

test('broken lines cost themselves alone: an open quote, a formula of Excel, a line too short, a date that is none', () => {
  const text = [
    'sep=;',
    'Name (Original Name);User Email;Join Time;Leave Time;Duration (Minutes)',
    '="Amina Otieno";amina@example.org;12/03/2026 13:00;12/03/2026 14:00;60',
    '"Kagiso Molefe;;12/03/2026 13:00;12/03/2026 13:30;30',
    'Fatou Diop',
    'Johan Botha;;99/99/2026 13:00;soon;45',
    ';;;;',
  ].join('\n')
  expect(told(readReport(text, day))).toEqual({
    'Amina Otieno': 60,
    'Kagiso Molefe': 30,
    'Fatou Diop': 0,
    'Johan Botha': 45,
  })
})

test('a meeting over midnight goes on, and what is no report says so', () => {
  expect(told(readReport('Name,Time joined,Time exited\nAmina,23:30,00:15\n', day))).toEqual({ Amina: 45 })
  for (const text of ['', 'hello', 'a,b\n1,2\n', '\0\0\0', 'Name,Email\nAmina,amina@example.org\n']) {
    expect(() => readReport(text, day)).toThrow(/attendance\.unreadable/)
  }
})

const names = ['Amina Otieno', 'Kagiso "KG" Molefe', 'Diop; Fatou', 'Zoë, Ñandú', '=SUM(A1)', 'محمد علي']
const visit = fc.record({
  who: fc.constantFrom(...names),
  from: fc.integer({ min: 0, max: 300 }),
  minutes: fc.integer({ min: 0, max: 200 }),
})
const clock = (minute: number) => day.toPlainDateTime('12:00').add({ minutes: minute })
const two = (n: number) => String(n).padStart(2, '0')
const write = {
  dmy: (at: Temporal.PlainDateTime) =>
    `${two(at.day)}/${two(at.month)}/${at.year} ${two(at.hour)}:${two(at.minute)}:00`,
  mdy: (at: Temporal.PlainDateTime) =>
    `${at.month}/${at.day}/${at.year}, ${at.hour % 12 || 12}:${two(at.minute)}:00 ${at.hour < 12 ? 'AM' : 'PM'}`,
  ymd: (at: Temporal.PlainDateTime) => `${at.toPlainDate().toString()} ${two(at.hour)}:${two(at.minute)}:00`,
}
const encode = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-8 with its mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  'utf-16': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'utf-16 without its mark': (text: string) => Buffer.from(text, 'utf16le'),
}

test('whatever the delimiter, the encoding, the order of dates and lines: everybody is there for as long as they were', () => {
  fc.assert(
    fc.property(
      fc.array(visit, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom(...(Object.keys(write) as (keyof typeof write)[])),
      fc.constantFrom(...(Object.keys(encode) as (keyof typeof encode)[])),
      fc.constantFrom('\n', '\r\n', '\r'),
      (visits, delimiter, order, encoding, end) => {
        const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
        const rows = visits.map(({ who, from, minutes }) =>
          [who, '', write[order](clock(from)), write[order](clock(from + minutes)), String(minutes)]
            .map(cell)
            .join(delimiter),
        )
        const head = ['Name (Original Name)', 'User Email', 'Join Time', 'Leave Time', 'Duration (Minutes)'].join(
          delimiter,
        )
        const report = readReport(textOf(encode[encoding]([head, ...rows].join(end))), day)
        const expected = Object.fromEntries(
          [...Map.groupBy(visits, ({ who }) => who)].map(([who, theirs]) => [
            who,
            new Set(theirs.flatMap(({ from, minutes }) => Array.from({ length: minutes }, (_, i) => from + i))).size,
          ]),
        )
        expect(told(report)).toEqual(expected)
      },
    ),
    { numRuns: 150 },
  )
})

test('no text makes the reader fail in another way than by saying so, or counts anybody for less than nothing', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          'Name',
          'Join time',
          'Leave time',
          'Duration',
          '"',
          ',',
          ';',
          '\t',
          '\n',
          '1. ',
          '12/03/26 1:00',
          '99',
          '=',
          'x',
        ),
        {
          maxLength: 60,
        },
      )
      .map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(odd, (text) => {
      try {
        for (const person of readReport(text, day).people) expect(minutesOf(person)).toBeGreaterThanOrEqual(0)
      } catch (problem) {
        expect((problem as { code?: string }).code).toMatch(/^attendance\./)
      }
    }),
    { numRuns: 400 },
  )
})

test('spans put together never overlap and cover the same moments', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 40 }))
    .map(([a, b]): [number, number] => [a, a + b])
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
      const merged = together(spans)
      for (let i = 1; i < merged.length; i++) expect(merged[i]![0]).toBeGreaterThan(merged[i - 1]![1])
      const covered = (all: readonly (readonly [number, number])[], at: number) =>
        all.some(([from, to]) => at >= from && at <= to)
      for (let at = 0; at < 140; at++) expect(covered(merged, at)).toBe(covered(spans, at))
    }),
  )
})
