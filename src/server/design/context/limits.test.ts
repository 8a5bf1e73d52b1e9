import { describe, expect, test } from 'vitest'
import { codes, withAnswers } from '#tests/support/readings.ts'

describe('what cannot be', () => {
  test.each<[string, string, string]>([
    ['a worked-out answer', 'budget: { per-member: 12 }', 'budget.per-member context.derived'],
    ['an unknown currency', 'budget: { annual: 100, currency: XYZ }', 'budget.currency context.unknown-currency'],
    ['a sum without currency', 'budget: { annual: 100 }', 'budget.currency context.currency-missing'],
    [
      'one budget told twice',
      'budget: { annual: 1000, currency: ZAR, annual-usd: 90000 }',
      'budget.annual-usd context.budget-twice',
    ],
    [
      'nothing beside something',
      'platforms: { available: [none, teams] }',
      'platforms.available context.none-and-more',
    ],
    [
      'a count beside a list',
      'gaps: { count: 4, list: [{ title: A, type: awareness, priority: high, expertise: outside }] }',
      'gaps.count context.gap-count',
    ],
    [
      'a list beside types',
      'gaps: { types: [soft-skills], list: [{ title: A, type: awareness, priority: high, expertise: outside }] }',
      'gaps.types context.gap-types',
    ],
    ['negative money', 'budget: { annual-usd: -1 }', 'budget.annual-usd context.out-of-range'],
    ['text where a group belongs', 'structure: none', 'structure context.not-group'],
    [
      'a gap without a title',
      'gaps: { list: [{ type: awareness, priority: high, expertise: outside }] }',
      'gaps.list.0.title context.required',
    ],
    [
      'an override of nothing',
      'overrides: { membership.hubb: { value: no, reason: because } }',
      'overrides.membership.hubb context.unknown-path',
    ],
    [
      'an override without a reason',
      'overrides: { membership.hub: { value: "no" } }',
      'overrides.membership.hub.reason context.required',
    ],
    [
      'an override by a value that cannot stand there',
      'overrides: { membership.hub: { value: perhaps, reason: because } }',
      'overrides.membership.hub.value context.wrong-value',
    ],
  ])('%s is refused', (_, yaml, expected) => {
    expect(withAnswers(yaml)).toEqual([expected])
  })

  test.each<[string, object, string]>([
    [
      'members above those who could be',
      { scope: { members: 50, 'target-population': 20 } },
      'scope.target-population context.population-below-members',
    ],
    [
      'a hub in a community of nine',
      { scope: { members: 9 }, structure: { hub: 'wanted' } },
      'structure.hub context.hub-too-small',
    ],
    [
      'fewer countries than are listed',
      { community: { name: 'T', countries: ['KE', 'UG'] }, scope: { members: 9, countries: 1 } },
      'scope.countries context.fewer-countries',
    ],
    [
      'one place over many time zones',
      { scope: { members: 9, 'co-located': true, 'utc-span-hours': 6 } },
      'scope.co-located context.co-located-apart',
    ],
    [
      'good links that most cannot use',
      { scope: { members: 9, bandwidth: 'good', 'low-bandwidth-share': 0.7 } },
      'scope.bandwidth context.bandwidth-share',
    ],
    [
      'consultants of one organisation',
      { scope: { members: 9, membership: 'single-organisation' }, structure: { model: 'individual-consultants' } },
      'structure.model context.model-membership',
    ],
    [
      'an unknown country',
      { community: { name: 'T', countries: ['Atlantis'] }, scope: { members: 9 } },
      'community.countries.0 context.unknown-country',
    ],
    [
      'an unknown language',
      { scope: { members: 9, languages: ['xx-klingon'] } },
      'scope.languages.0 context.unknown-language',
    ],
    [
      'a quiet period that ends before it starts',
      { community: { name: 'T', 'quiet-periods': [{ from: '2027-05-02', to: '2027-05-01' }] }, scope: { members: 9 } },
      'community.quiet-periods.0.to context.end-before-start',
    ],
    [
      'a year in which nothing is held',
      { community: { name: 'T', 'quiet-periods': [{ from: '2027-01-01', to: '2027-12-31' }] }, scope: { members: 9 } },
      'community.quiet-periods.0.to context.quiet-all-year',
    ],
  ])('%s is refused', (_, data, expected) => {
    expect(codes({ community: { name: 'T' }, ...data })).toEqual([expected])
  })
})
