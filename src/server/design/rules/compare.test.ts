import { expect, test } from 'vitest'
import { contextOf } from '#tests/support/contexts.ts'
import { compare } from './compare.ts'
import { decide } from './decide.ts'
import { variants } from './variants.ts'

const network = {
  'scope.members': 120,
  'scope.membership': 'professional-network',
  'structure.hours-per-month': 3,
  'budget.annual-usd': 20000,
  'budget.travel': true,
}

test('the same context twice changes nothing', () => {
  const { answers, changes, warnings } = compare(decide(contextOf(network)), decide(contextOf(network)))
  expect([answers, changes, warnings.came, warnings.went]).toEqual([[], [], [], []])
})

test('changing one answer shows exactly what is added, changed and gone, with the reasons', () => {
  const { answers, changes } = compare(
    decide(contextOf(network)),
    decide(contextOf({ ...network, 'structure.hub': 'not-wanted' })),
  )
  expect(answers).toEqual([{ id: 'structure.hub', before: 'undecided', after: 'not-wanted' }])
  const by = (id: string) => changes.find((change) => change.id === id)
  expect(by('membership.hub')).toMatchObject({
    kind: 'changed',
    before: 'yes',
    after: 'no',
    because: [{ rule: 'rul-hub-not-wanted' }],
  })
  expect(by('membership.hub-size')).toMatchObject({ kind: 'gone' })
  expect(by('membership.circles')).toMatchObject({ went: ['mel-hub'], came: [] })
  expect(by('cadence.events')!.went).toEqual(expect.arrayContaining(['cop-meeting-with-panel', 'mel-hub-pre-brief']))
})

test('new warnings and mandatory items are told', () => {
  const { changes, warnings } = compare(
    decide(contextOf(network)),
    decide(contextOf({ ...network, 'existing.overlap': true })),
  )
  expect(warnings.came.map(({ id }) => id)).toEqual(['rul-overlap'])
  expect(changes).toContainEqual(
    expect.objectContaining({ id: 'design.boundary-agreement', what: 'requirement', kind: 'added' }),
  )
})

test('a decision held by a person is shown when the rules would now say otherwise', () => {
  const overrides = { 'governance.core-team-size': { value: 6, reason: 'six people have said yes' } }
  const { changes } = compare(
    decide(contextOf(network), { overrides }),
    decide(contextOf({ ...network, 'scope.members': 900 }), { overrides }),
  )
  expect(changes.find(({ id }) => id === 'governance.core-team-size')).toMatchObject({
    held: true,
    before: 7,
    after: 11,
  })
})

test('lean asks for fewer hours and rich brings more, with the standard between them untouched', () => {
  const [lean, standard, rich] = variants(contextOf(network))
  const hours = [lean, standard, rich].map((variant) =>
    variant!.decided.value<number>('cadence.live-hours-per-member-month')!,
  )
  expect(hours).toEqual(hours.toSorted((a, b) => a - b))
  expect(standard!.against.changes).toEqual([])
  expect(lean!.decided.value('cadence.annual-retreat')).toBe('online-half-day')
  expect(rich!.decided.answer<number>('budget.annual-usd')).toBe(50000)
})

test('a community without money is shown what a first sum would bring', () => {
  const [, , rich] = variants(contextOf({ 'scope.members': 40, 'budget.annual-usd': 0 }))
  expect(rich!.decided.value('budget.profile')).toBe('b1')
})

test('a budget in its own currency stays in it', () => {
  const context = contextOf({ 'scope.members': 40 })
  Object.assign(context.budget, { annual: 356000, currency: 'ZAR' })
  const [lean] = variants(context)
  expect(lean!.context.budget).toMatchObject({ annual: 142400, currency: 'ZAR', 'annual-usd': 8000 })
})
