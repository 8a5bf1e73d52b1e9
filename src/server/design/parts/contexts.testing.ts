/** Contexts for tests: two communities told as stories, and any others that the questions allow. */
import fc from 'fast-check'
import { answerSpecs } from '../rules/index.ts'
import type { Context, Gap, Json } from '../basics.ts'

/** An education network in South Africa and Kenya, open, with a hub: modelled on the founding slides. */
export const network = context({
  community: {
    name: 'Thuto M&E',
    host: 'Foundation Phase Learning Trust',
    purpose: 'to turn what we see into better teaching while the learners are still in class',
    countries: ['ZA', 'KE'],
    start: '2027-01-11',
    zone: 'Africa/Johannesburg',
    'quiet-periods': [{ from: '2027-06-28', to: '2027-07-16', name: 'School holidays' }],
  },
  scope: { members: 120, membership: 'multi-organisation-open', 'utc-span-hours': 1, countries: 2 },
  structure: {
    model: 'independent-organisations',
    sponsor: 'active',
    'hours-per-month': 4,
    'coordinator-fte': 0.4,
    hub: 'wanted',
  },
  gaps: {
    list: [
      gap('Data quality in schools', 'live-problems', 'high'),
      gap('Findings in provincial planning', 'evidence-use', 'high'),
      gap('Sampling', 'method-skill', 'medium'),
    ],
  },
  platforms: { available: ['zoom', 'whatsapp', 'email'] },
  budget: { 'annual-usd': 15600, travel: true },
})

/** Eleven colleagues in one building in Cairo, with e-mail and no money, for half a year. */
export const circle = context({
  community: { name: 'Small circle', countries: ['EG'], start: '2027-02-01' },
  scope: { members: 11, 'co-located': true },
  structure: { 'hours-per-month': 2, sponsor: 'none', 'manager-support': 'yes' },
  gaps: { list: [gap('Routine data nobody reads', 'data-systems', 'high')] },
  platforms: { available: ['email'] },
  budget: { 'annual-usd': 0, 'horizon-months': 6 },
})

/** Fourteen countries on two continents, seven hours apart. */
export const agency = context({
  community: { name: 'Agency', countries: ['SN', 'KE', 'BD', 'UA'], start: '2027-09-01', zone: 'Europe/Zurich' },
  scope: { members: 140, 'utc-span-hours': 7, countries: 14, languages: ['en', 'fr'], 'second-language-share': 0.3 },
  structure: { 'hours-per-month': 4, 'coordinator-fte': 0.5 },
  gaps: { types: ['live-problems', 'tools-templates', 'awareness'] },
  platforms: { available: ['teams'] },
  budget: { 'annual-usd': 18000, travel: true, 'horizon-months': 24 },
})

/** Any community: random answers within what the questions allow, some countries, a start, a quiet period. */
export const anyContext: fc.Arbitrary<Context> = fc
  .record({
    answers: fc.record(
      Object.fromEntries(answerSpecs.filter((spec) => !spec.derived).map((spec) => [spec.id, anyAnswer(spec)])),
    ),
    countries: fc.uniqueArray(
      fc.constantFrom('ZA', 'KE', 'EG', 'JO', 'BD', 'SN', 'FR', 'US', 'CO', 'PH', 'NP', 'ET', 'MM'),
      { maxLength: 8 },
    ),
    day: fc.integer({ min: 0, max: 1000 }),
    quiet: fc.option(fc.record({ after: fc.integer({ min: 0, max: 330 }), days: fc.integer({ min: 0, max: 60 }) })),
  })
  .map(({ answers, countries, day, quiet }) => {
    const start = dayOf('2026-12-01', day)
    return context({
      community: {
        name: 'Any community',
        countries,
        start,
        ...(quiet && {
          'quiet-periods': [
            { from: dayOf(start, quiet.after), to: dayOf(start, quiet.after + quiet.days), name: 'Quiet' },
          ],
        }),
      },
      ...grouped(answers as Record<string, Json>),
    })
  })

function anyAnswer(spec: (typeof answerSpecs)[number]): fc.Arbitrary<Json> {
  if (spec.id === 'scope.languages') return fc.constantFrom<Json>(['en'], ['fr', 'en'], ['en', 'fr', 'es'])
  if (spec.type === 'boolean') return fc.boolean()
  if (spec.type === 'enum') return fc.constantFrom<Json>(...(spec.options ?? []))
  if (spec.type === 'list') return fc.subarray(spec.options ?? [], { minLength: 1 })
  const ranges: Record<string, [number, number]> = {
    'scope.members': [5, 3000],
    'budget.annual-usd': [0, 250_000],
    'budget.horizon-months': [3, 36],
    'structure.hours-per-month': [1, 8],
    'scope.utc-span-hours': [0, 16],
    'scope.countries': [1, 60],
    'gaps.count': [1, 9],
  }
  const [min, max] = ranges[spec.id] ?? [0, 1]
  return max > 1 ? fc.integer({ min, max }) : fc.integer({ min: 0, max: 20 }).map((tenths) => tenths / 20)
}

function grouped(answers: Record<string, Json>): Record<string, Record<string, Json>> {
  const groups: Record<string, Record<string, Json>> = {}
  for (const [id, value] of Object.entries(answers)) {
    const [group = '', name = ''] = id.split('.')
    groups[group] = { ...groups[group], [name]: value }
  }
  return groups
}

function context(given: Record<string, unknown>): Context {
  return { scope: {}, structure: {}, existing: {}, gaps: {}, platforms: {}, budget: {}, ...given } as unknown as Context
}

function gap(title: string, type: string, priority: Gap['priority']): Gap {
  return { title, type, priority, expertise: 'inside-members' }
}

function dayOf(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}
