/** Contexts for tests: from flat answers, and any valid one at all. */
import * as fc from 'fast-check'
import { answerSpecs, type AnswerSpec } from '#server/design/rules/rulebook.ts'
import type { Context, Json } from '#server/design/types.ts'

/** A context from answers by id (`{ 'scope.members': 20 }`); what is not named is left out. */
export function contextOf(answers: Record<string, Json> = {}): Context {
  const context = {
    community: { name: 'Test' },
    scope: {},
    structure: {},
    existing: {},
    gaps: {},
    platforms: {},
    budget: {},
  }
  for (const [id, value] of Object.entries({ 'scope.members': 50, ...answers })) {
    const [group, name] = id.split('.') as [keyof typeof context, string]
    ;(context[group] as Record<string, Json>)[name] = value
  }
  return context as unknown as Context
}

/** Any answers that a context may hold, each given or left out; nothing that contradicts itself. */
export const anyAnswers: fc.Arbitrary<Record<string, Json>> = fc
  .record(
    Object.fromEntries(
      answerSpecs
        .filter((spec) => !spec.derived)
        .map((spec) => [spec.id, fc.option(valueFor(spec), { nil: undefined })]),
    ),
  )
  .map(
    (answers) =>
      Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as Record<string, Json>,
  )
  .map(withoutContradictions)

function valueFor(spec: AnswerSpec): fc.Arbitrary<Json> {
  const { min = 0, max = 1 } = spec
  if (spec.type === 'boolean') return fc.boolean()
  if (spec.type === 'enum') return fc.constantFrom(...spec.options!)
  if (spec.id === 'scope.members') return fc.oneof(fc.integer({ min, max: 90 }), fc.integer({ min, max: 5000 }))
  if (spec.id === 'scope.languages')
    return fc.uniqueArray(fc.constantFrom('en', 'fr', 'es', 'ar', 'sw'), { minLength: 1, maxLength: 4 })
  if (spec.type === 'list')
    return fc.oneof(
      fc.constant(['none'].filter((one) => spec.options!.includes(one))),
      fc.uniqueArray(fc.constantFrom(...spec.options!.filter((one) => one !== 'none'))),
    )
  if (spec.type === 'integer') return fc.integer({ min, max: Math.min(max, 100_000) })
  const upper = Math.min(
    max,
    spec.id === 'structure.hours-per-month' ? 12 : spec.id === 'budget.annual-usd' ? 300_000 : max,
  )
  return fc.integer({ min: Math.ceil(min * 20), max: Math.floor(upper * 20) }).map((twentieths) => twentieths / 20)
}

function withoutContradictions(answers: Record<string, Json>): Record<string, Json> {
  const members = Number((answers['scope.members'] ??= 30))
  if (Number(answers['scope.target-population'] ?? members) < members) answers['scope.target-population'] = members
  if (members <= 40 && answers['structure.hub'] === 'wanted') answers['structure.hub'] = 'undecided'
  if (answers['scope.co-located']) Object.assign(answers, { 'scope.utc-span-hours': 0, 'scope.countries': 1 })
  if (answers['scope.bandwidth'] === 'good' || answers['scope.bandwidth'] === undefined)
    answers['scope.low-bandwidth-share'] = 0.1
  const apart = ['individual-consultants', 'independent-organisations'].includes(String(answers['structure.model']))
  if (apart && (answers['scope.membership'] ?? 'single-organisation') === 'single-organisation')
    answers['scope.membership'] = 'professional-network'
  return answers
}
