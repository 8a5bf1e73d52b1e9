import { expect, test } from 'vitest'
import book from '#content/design-rules.json' with { type: 'json' }
import {
  budgetBand,
  clinicSlotsPerQuarter,
  coordinatorFte,
  coreTeamSize,
  expectedAttendance,
  memberTimeCost,
  moderatorHoursWeek,
  perYear,
  reviewersNeeded,
  sizeBand,
} from './formulas.ts'

test.each([
  ['s1', 16],
  ['s2', 50],
  ['s3', 138],
  ['s4', 400],
  ['s5', 1300],
  ['s6', 2001],
] as const)('in the middle of %s core team and coordination are what the band says', (band, members) => {
  expect(sizeBand(members)).toBe(band)
  expect(coreTeamSize(members)).toBe(book.size_bands[band].core_team)
  expect(coordinatorFte(members)).toBe(book.size_bands[band].coordinator_fte)
})

test('the worked example of 140 members agrees: core team of 8, 0.4 of a job', () => {
  expect([coreTeamSize(140), coordinatorFte(140)]).toEqual([8, 0.4])
})

test('core team and coordination never fall as membership grows, and never jump', () => {
  for (let members = 3; members < 6000; members++) {
    expect(coreTeamSize(members)).toBeGreaterThanOrEqual(coreTeamSize(members - 1))
    expect(coreTeamSize(members) - coreTeamSize(members - 1)).toBeLessThanOrEqual(1)
    expect(coordinatorFte(members)).toBeGreaterThanOrEqual(coordinatorFte(members - 1))
    expect(coordinatorFte(members) - coordinatorFte(members - 1)).toBeLessThanOrEqual(0.051)
  }
})

test('every further thousand beyond 2,000 members needs 1.5 jobs more', () => {
  expect(coordinatorFte(4000) - coordinatorFte(3000)).toBeCloseTo(1.5)
})

test('bands begin where the dossier says', () => {
  expect([25, 26, 75, 76, 200, 201, 600, 601, 2000, 2001].map(sizeBand)).toEqual([
    's1',
    's2',
    's2',
    's3',
    's3',
    's4',
    's4',
    's5',
    's5',
    's6',
  ])
  expect([0, 1999, 2000, 14999, 15000, 59999, 60000, 199999, 200000].map(budgetBand)).toEqual([
    'b0',
    'b0',
    'b1',
    'b1',
    'b2',
    'b2',
    'b3',
    'b3',
    'b4',
  ])
})

test('the smaller formulas', () => {
  expect(expectedAttendance(120, 35, 3)).toBe(22)
  expect(clinicSlotsPerQuarter(140)).toBe(12)
  expect(reviewersNeeded(12)).toBe(8)
  expect([moderatorHoursWeek(100), moderatorHoursWeek(5000)]).toEqual([3.5, 12])
  expect(memberTimeCost(100, 2, 0.5, 10)).toBe(12000)
  expect([perYear('biweekly'), perYear('merged-into-monthly'), perYear(undefined)]).toEqual([24, 0, 0])
})
