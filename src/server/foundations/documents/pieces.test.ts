import fc from 'fast-check'
import { expect, test } from 'vitest'
import { words } from '#i18n/index.ts'
import { columnShares } from './columns.ts'
import { twelveMonths } from './dates.ts'
import { directionOf, runsOf } from './direction.ts'
import { placed } from './placed.ts'
import { settled } from './text.ts'
import { growthLines } from './trunk.ts'
import { whyInWords } from './why.ts'
import { yearCells } from './year.ts'

test('the first letter says which way a text runs; figures run to the right', () => {
  expect(directionOf('Thuto')).toBe('ltr')
  expect(directionOf('« مجتمع » in Cairo')).toBe('rtl')
  expect(directionOf('192 000', 'rtl')).toBe('ltr')
  expect(directionOf('–', 'rtl')).toBe('rtl')
})

test('a text is cut into runs of one direction and loses nothing', () => {
  expect(runsOf('from مجتمع الممارسة in Cairo', 'ltr')).toEqual([
    { text: 'from ', rtl: false },
    { text: 'مجتمع الممارسة', rtl: true },
    { text: ' in Cairo', rtl: false },
  ])
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      (text) =>
        runsOf(text, 'rtl')
          .map((run) => run.text)
          .join('') === text,
    ),
  )
})

test('figures stay on one line with their currency', () => {
  expect(settled({ a: ['R 273 880 a year', 'in 2026 12 people', 'US$ 15'] })).toEqual({
    a: ['R\u00a0273\u00a0880 a year', 'in 2026 12 people', 'US$\u00a015'],
  })
})

test('what would turn the rest of a line around is left out', () => {
  expect(settled('a\u202eb\u2066c\r\nd')).toBe('abc\nd')
})

test('columns share the width by what they hold, and keep what was given', () => {
  const shares = columnShares({
    columns: [{ label: 'Objective' }, { label: 'Now', width: 0.2 }, { label: 'Aim' }],
    rows: [['People use what they learned within six weeks', '41 %', '40 %']],
  })
  expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1)
  expect(shares[1]).toBeCloseTo(0.2)
  expect(shares[0]).toBeGreaterThan(shares[2]!)
})

test('a year of months starts anywhere and says its years', () => {
  const months = twelveMonths('2026-09', 'fr')
  expect(months.map((month) => month.name)).toEqual([
    'sept',
    'oct',
    'nov',
    'déc',
    'janv',
    'févr',
    'mars',
    'avr',
    'mai',
    'juin',
    'juil',
    'août',
  ])
  expect(months.flatMap((month) => month.year ?? [])).toEqual(['2026', '2027'])
})

test('few events are dots and many are a figure', () => {
  expect(yearCells({ name: 'Clinic', counts: [0, 2, 5], quiet: [true] }).slice(0, 3)).toEqual([
    { text: '', count: 0, quiet: true },
    { text: '●●', count: 2, quiet: false },
    { text: '5', count: 5, quiet: false },
  ])
})

test('reasons that several rules share are said once', () => {
  const because = (rule: string) => ({
    rule,
    reason: 'A habit.',
    source: 'Slides',
    answers: [{ id: 'scope.members', value: 120, assumed: rule === 'b' }],
  })
  expect(whyInWords({ why: [because('a'), because('b')] }, words('en'), 'en')).toEqual({
    reasons: ['A habit.'],
    trail: [
      { term: 'Rules', text: 'a; b' },
      { term: 'From', text: 'scope.members: 120; scope.members: 120 (assumed)' },
      { term: 'Source', text: 'Slides' },
    ],
  })
})

test('the same name grows the same tree', () => {
  expect(growthLines('Thuto')).toEqual(growthLines('Thuto'))
  expect(growthLines('Thuto')).not.toEqual(growthLines('Sahel'))
})

test('no level of the outline is left out, whichever level headings were written with', () => {
  const heading = (level: 3 | 4) => ({ kind: 'heading' as const, level, text: 'x' })
  const decision = { kind: 'decision' as const, id: 'x', title: 'x', text: 'x', why: [] }
  expect(placed([decision, heading(3), decision, heading(4), decision]).map(({ level }) => level)).toEqual([
    2, 2, 3, 3, 4,
  ])
})

test('a change is not told twice', () => {
  const override = { value: 1, reason: 'One day.', by: 'Nomsa', at: '2026-02-04T09:30:00Z' }
  const why = [
    { rule: 'override', reason: 'One day.', answers: [] },
    { rule: 'budget-b2', reason: 'Two days.', answers: [] },
  ]
  expect(whyInWords({ why, override }, words('en'), 'en')).toEqual({
    reasons: ['Two days.'],
    trail: [{ term: 'Rule', text: 'budget-b2' }],
    change: 'Changed by Nomsa, 4 February 2026: “One day.”',
  })
})
