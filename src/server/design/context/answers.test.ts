import { expect, test } from 'vitest'
import { contextOf } from '#tests/support/contexts.ts'
import type { Context } from '../types.ts'
import { answersOf } from './answers.ts'
import { currency, currencyCodes, toUsd } from './currencies.ts'

const gap = (type: string, expertise: string) => ({ title: type, type, priority: 'high' as const, expertise })
const withGaps = (...list: ReturnType<typeof gap>[]): Context => ({ ...contextOf(), gaps: { list } })

test('what nobody gave is assumed and marked; what was given is not', () => {
  const { values, assumed } = answersOf(contextOf({ 'structure.turnover': 0.4 }), 'en')
  expect(values['structure.turnover']).toBe(0.4)
  expect(assumed.has('structure.turnover')).toBe(false)
  expect(values['structure.sponsor']).toBe('named-passive')
  expect(assumed.has('structure.sponsor')).toBe(true)
})

test('bands, need and money per member are worked out', () => {
  const { values } = answersOf(
    contextOf({ 'scope.members': 140, 'scope.target-population': 280, 'budget.annual-usd': 18000 }),
    'en',
  )
  expect(values).toMatchObject({
    'scope.size-band': 's3',
    'budget.band': 'b2',
    'budget.per-member': 128.57,
    'structure.fte-need': 0.4,
    'scope.reach-share': 0.5,
  })
})

test('a list of gaps tells their types, their number and where the knowledge mostly is', () => {
  const { values, assumed } = answersOf(
    withGaps(gap('awareness', 'outside'), gap('soft-skills', 'inside-few'), gap('awareness', 'inside-few')),
    'en',
  )
  expect([values['gaps.types'], values['gaps.count'], values['gaps.expertise']]).toEqual([
    ['awareness', 'soft-skills'],
    3,
    'inside-few',
  ])
  expect(assumed.has('gaps.types')).toBe(false)
})

test('listed countries are counted', () => {
  const context = contextOf()
  context.community.countries = ['KE', 'UG', 'TZ']
  expect(answersOf(context, 'en').values['scope.countries']).toBe(3)
})

test('an empty list of tools means none', () => {
  expect(answersOf(contextOf({ 'platforms.available': [] }), 'en').values['platforms.available']).toEqual(['none'])
})

test('a budget in its own currency is counted at a rate that is stated', () => {
  const context = contextOf()
  Object.assign(context.budget, { annual: 420000, currency: 'ZAR' })
  const { values, assumptions } = answersOf(context, 'en')
  expect(values['budget.annual-usd']).toBe(Math.round(420000 / currency('ZAR')!.perUsd))
  expect(assumptions.find(({ answer }) => answer === 'budget.annual-usd')!.text).toBe(
    'ZAR\u00a0420,000 is counted as US$23,596, at 17.8 ZAR to the US dollar (about the rate of 30 June 2025).',
  )
})

test('dollars given beside another currency are taken as they are', () => {
  const context = contextOf({ 'budget.annual-usd': 24000 })
  Object.assign(context.budget, { annual: 420000, currency: 'ZAR' })
  const { values, assumptions } = answersOf(context, 'en')
  expect(values['budget.annual-usd']).toBe(24000)
  expect(assumptions.map(({ answer }) => answer)).not.toContain('budget.annual-usd')
})

test('every currency has a rate and a name, and a day that the rate is from', () => {
  const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' })
  expect(currencyCodes.length).toBeGreaterThanOrEqual(60)
  for (const code of currencyCodes) {
    expect([code, names.of(code) !== undefined, currency(code)!.perUsd > 0]).toEqual([code, true, true])
    expect(currency(code)!.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  }
  expect(toUsd(100, 'USD')).toBe(100)
})
