import { describe, expect, test } from 'vitest'
import { contextOf } from '#tests/support/contexts.ts'
import { decide } from './decide.ts'
import { workedExamples } from './rulebook.ts'
import { design } from '#tests/support/decided.ts'

describe('the worked examples of the dossier', () => {
  test.each(workedExamples.map((example) => [example.id, example] as const))(
    '%s fires the rules expected there',
    (_, { input, expected_rule_ids, also_rule_ids }) => {
      expect(design(input).fired.toSorted()).toEqual([...expected_rule_ids, ...also_rule_ids].toSorted())
    },
  )

  test('the agency in fourteen countries gets what the dossier describes', () => {
    const agency = design(workedExamples[0]!.input)
    expect(agency.value('governance.core-team-size')).toBe(8)
    expect(agency.value('governance.coordinator-fte-needed')).toBe(0.4)
    expect(agency.warnings.map(({ id }) => id)).toContain('rul-fte-short')
    expect(agency.value('governance.rotating-facilitators')).toBe(true)
    expect(agency.value('cadence.slot-rule')).toBe('rotate-two-slots')
    expect(agency.list('structure.subgroups')).toContain('language-circles')
    expect(agency.list('governance.roles')).toContain('language-steward')
    expect(agency.value('content.low-bandwidth-version')).toBe(true)
    expect(agency.value('cadence.peer-clinic')).toBe('biweekly')
    expect(agency.value('cadence.clinic-parallel-groups')).toBe(2)
    expect(agency.value('targets.interactive-share')).toBe(60)
    expect(agency.value('cadence.webinar-mode')).toBe('keep-existing-ends-in-clinic')
    expect(agency.list('cadence.events')).toContain('webinar')
    expect(agency.value('channels.chat')).toBe('teams')
    expect(agency.value('channels.quick')).toBe('whatsapp-or-telegram-community')
    expect(agency.value('membership.hub')).toBe('optional')
    expect(agency.value('cadence.annual-retreat')).toBe('in-person-partial-travel')
    expect(agency.value('governance.sponsor-rhythm')).toBe('quarterly-20-minutes-one-ask-one-result')
    expect(agency.list('content.types-start')).toContain('evaluation-digest')
    expect(agency.value('membership.invite')).toBe('decision-makers-to-showcases-and-hub-debates')
    expect(agency.value('governance.term-months')).toBe(18)
    expect(agency.value('sustainability.evaluation')).toBe('external-light-evaluation-month-18-to-24')
  })
})

describe('a horizon under a year', () => {
  test('shortens terms, committees and working groups to what is funded, and plans the end', () => {
    const short = design({
      'scope.membership': 'multi-organisation-closed',
      'structure.model': 'independent-organisations',
      'budget.horizon-months': 8,
      'budget.travel': true,
      'budget.annual-usd': 80000,
    })
    expect(short.value('governance.term-months')).toBe(8)
    expect(short.value('governance.committee-term-months')).toBe(8)
    expect(short.value('governance.working-group-max-months')).toBe(3)
    expect(short.value('cadence.annual-retreat')).toBe('one-day-in-person')
    expect(short.value('sustainability.exit-plan-at-start')).toBe(true)
  })
})

describe('what a decision carries', () => {
  test('rules, rationale, source and the answers that were read, assumed or not', () => {
    const [because] = design({
      'scope.members': 120,
      'scope.membership': 'professional-network',
      'structure.hub': 'not-wanted',
    }).because('membership.hub')
    expect(because).toMatchObject({
      rule: 'rul-hub-not-wanted',
      source: 'the answer given',
      answers: [{ id: 'structure.hub', value: 'not-wanted', assumed: false }],
    })
    expect(design().because('cadence.slot-rule')[0]!.answers).toEqual([
      { id: 'scope.utc-span-hours', value: 0, assumed: true },
    ])
  })

  test('a decision that follows from another shows the answers behind that one', () => {
    const open = design({ 'scope.members': 120, 'scope.membership': 'professional-network' })
    expect(open.because('membership.circles')[0]!.answers.map(({ id }) => id)).toContain('scope.membership')
  })

  test('French reasons for a French design', () => {
    const french = decide(contextOf({ 'scope.members': 20 }), { locale: 'fr' })
    expect(french.because('membership.hub').map(({ reason }) => reason)).toContain(
      'un noyau à l’intérieur d’un petit groupe fait deux classes de membres',
    )
  })

  test('every default is an assumption, told in words', () => {
    expect(design().assumptions.find(({ answer }) => answer === 'structure.turnover')).toEqual({
      answer: 'structure.turnover',
      value: 0.2,
      text: 'Nobody said: yearly staff turnover. Taken as 20%.',
    })
  })
})
