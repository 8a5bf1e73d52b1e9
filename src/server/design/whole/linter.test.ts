import { expect, test } from 'vitest'
import { contextOf } from '#tests/support/contexts.ts'
import { compose } from '../compose.ts'
import type { Override } from '../types.ts'

const because = 'the members asked for it at the last meeting'
const over = (values: Record<string, Override['value']>): Record<string, Override> =>
  Object.fromEntries(Object.entries(values).map(([path, value]) => [path, { value, reason: because }]))
const ids = (warnings: { id: string }[]) => warnings.map((warning) => warning.id)

test('rhythms that take more than was promised are named with the hours over and a way back', async () => {
  const context = contextOf({
    'scope.members': 120,
    'structure.hours-per-month': 2,
    'gaps.types': ['live-problems', 'method-skill'],
  })
  const longer = { 'cadence.minutes.peer-clinic': 90, 'cadence.minutes.monthly-learning-session': 120 }
  const design = await compose(context, {
    overrides: over({ 'cadence.peer-clinic': 'biweekly', 'cadence.monthly-learning-session': 'monthly', ...longer }),
  })
  const warning = design.warnings.find((one) => one.id === 'lint-hours-member')
  const [member] = design.load
  expect(warning?.severity).toBe('error')
  expect(warning?.text).toContain(`${Math.round(((member?.hours ?? 0) - 2) * 10) / 10} hour`)
  expect(warning?.text).toMatch(/^Learning session every month, Peer clinic every two weeks and 2 hours a month: /)
  expect(warning?.text).toMatch(/Mend: Learning session every two months; then it takes 1\.\d hours/)
  expect(ids(design.warnings)).not.toContain('check-hours')
})

test('a calendar that was left to the rules keeps its promise and is not warned of', async () => {
  for (const hours of [1, 1.5, 2, 3, 4]) {
    const design = await compose(contextOf({ 'scope.members': 120, 'structure.hours-per-month': hours }))
    expect(ids(design.warnings), `${hours} hours`).not.toContain('lint-hours-member')
  }
})

test('a coordinator with too little time is told how much is missing, once', async () => {
  const design = await compose(contextOf({ 'scope.members': 300, 'structure.coordinator-fte': 0.1 }))
  const warning = design.warnings.find((one) => one.id === 'lint-coordinator')
  expect(warning?.text).toMatch(/\d+ are released: [\d.]+ hours over/)
  expect(ids(design.warnings)).not.toContain('rul-fte-short')
})

test('an aim that nobody of this size reaches is questioned', async () => {
  const context = contextOf({ 'scope.members': 300 })
  const design = await compose(context, { overrides: over({ 'targets.active-rate': 80 }) })
  expect(design.warnings.find((one) => one.id === 'lint-aim-active-rate')?.text).toContain('35 %')
  expect(ids((await compose(context)).warnings)).not.toContain('lint-aim-active-rate')
})

test('a launch without time to prepare, or in the past, is warned of with a better day', async () => {
  const context = { ...contextOf(), community: { name: 'Test', start: '2027-03-01' } }
  const of = async (today: string) =>
    (await compose(context, { today })).warnings.find(
      (one) => one.id === 'lint-preparation' || one.id === 'lint-start-past',
    )
  expect((await of('2026-11-01'))?.id).toBeUndefined()
  expect((await of('2027-02-01'))?.text).toContain('April 2027')
  expect((await of('2027-06-01'))?.id).toBe('lint-start-past')
})

test('money that does not reach is named, with the lines it does not reach', async () => {
  const design = await compose(
    contextOf({
      'scope.members': 140,
      'scope.languages': ['en', 'fr', 'es'],
      'scope.second-language-share': 0.5,
      'budget.annual-usd': 16000,
      'budget.travel': true,
      'structure.sponsor': 'active',
    }),
  )
  const { short } = design.parts.sustainability.budget
  expect(short.length).toBeGreaterThan(0)
  expect(design.warnings.find((one) => one.id === 'lint-budget')?.text).toContain(short[0]?.what ?? '')
})

test('hours of the load add up to their lines', async () => {
  const design = await compose(
    contextOf({ 'scope.members': 500, 'structure.hub': 'wanted', 'scope.membership': 'multi-organisation-open' }),
  )
  expect(design.load.length).toBeGreaterThan(6)
  for (const load of design.load)
    expect(Math.abs(load.lines.reduce((sum, line) => sum + line.hours, 0) - load.hours), load.who).toBeLessThan(0.06)
})
