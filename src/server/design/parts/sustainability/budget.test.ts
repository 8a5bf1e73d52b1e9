import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyAnswers, contextOf } from '#tests/support/contexts.ts'
import { compose } from '../../compose.ts'
import { currencyCodes } from '../../context/currencies.ts'
import type { Context } from '../../types.ts'
import { shareOut } from './money.ts'

const cents = (amount: number) => Math.round(amount * 1000)
const withBudget = (answers: Parameters<typeof contextOf>[0], annual: number, currency: string): Context => {
  const context = contextOf(answers)
  delete context.budget['annual-usd']
  return { ...context, budget: { ...context.budget, annual, currency } }
}

test('the lines add up to the stated budget in any currency, for any context, to the last unit', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyAnswers,
      fc.oneof(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 90_000_000 }),
        fc.integer({ min: 1, max: 9_000_000 }).map((n) => n / 100),
      ),
      fc.constantFrom(...currencyCodes),
      async (answers, annual, currency) => {
        const { budget } = (await compose(withBudget(answers, annual, currency))).parts.sustainability
        expect(budget.currency).toBe(currency)
        expect(budget.lines.reduce((sum, line) => sum + cents(line.amount), 0)).toBe(cents(budget.total))
        expect(Math.abs(budget.total - annual)).toBeLessThan(0.51)
        expect(
          budget.lines.every((line) => line.amount >= 0 && line.justification !== '' && line.decision !== ''),
        ).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})

test('a stated budget in rand is the total of the table, to the rand', async () => {
  const { budget } = (await compose(withBudget({ 'scope.members': 120, 'budget.travel': true }, 273_880, 'ZAR'))).parts
    .sustainability
  expect(budget.total).toBe(273_880)
  expect(budget.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(273_880)
  expect(budget.lines.every((line) => Number.isInteger(line.amount))).toBe(true)
})

test('without money the table says what carries each thing, and the hours are in the ledger', async () => {
  const { sustainability } = (await compose(contextOf({ 'scope.members': 45, 'budget.annual-usd': 0 }))).parts
  expect(sustainability.budget.total).toBe(0)
  expect(sustainability.budget.lines.every((line) => line.amount === 0)).toBe(true)
  expect(sustainability['in-kind'].required).toBe(true)
  expect(sustainability['in-kind'].hours).toBeGreaterThan(100)
  const sum = sustainability['in-kind'].lines.reduce((total, line) => total + line.value, 0)
  expect(sum).toBe(sustainability['in-kind'].value)
})

test('cost per member and per active member follow from the total', async () => {
  const { budget } = (await compose(contextOf({ 'scope.members': 100, 'budget.annual-usd': 20_000 }))).parts
    .sustainability
  expect(budget.perMember).toBe(200)
  expect(budget.perActiveMember).toBe(Math.round(20_000 / budget.activeMembers))
})

test('what is needed most is served first, crumbs are not handed out, and nothing is lost', () => {
  const wish = (key: string, need: number, rank: number, stretch = 1) => ({ key, need, rank, stretch })
  const { shares, rest } = shareOut(1000, [wish('must', 600, 1), wish('may', 1000, 2), wish('later', 9000, 3)], 10)
  expect(Object.fromEntries(shares)).toMatchObject({ must: 600, may: 400 })
  expect(shares.get('later') ?? 0).toBe(0)
  expect(rest + [...shares.values()].reduce((sum, share) => sum + share, 0)).toBe(1000)
  const plenty = shareOut(1000, [wish('fixed', 100, 1), wish('grows', 100, 2, 3)], 1)
  expect(Object.fromEntries(plenty.shares)).toEqual({ fixed: 100, grows: 300 })
  expect(plenty.rest).toBe(600)
})
