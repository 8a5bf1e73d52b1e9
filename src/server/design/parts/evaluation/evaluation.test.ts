import { expect, test } from 'vitest'
import { contextOf } from '#tests/support/contexts.ts'
import { compose } from '../../compose.ts'
import type { Json } from '../../types.ts'
import { microSet } from './choice.ts'

const evaluation = async (answers: Record<string, Json>) => (await compose(contextOf(answers))).parts.evaluation
const aims = async (answers: Record<string, Json>) => {
  const { indicators } = await evaluation(answers)
  return Object.fromEntries(indicators.map((one) => [one.code, one.target.value]))
}

test('a micro community gets the seven, and beyond them only what its objectives are measured by', async () => {
  const { parts } = await compose(contextOf({ 'scope.members': 15 }))
  const codes = parts.evaluation.indicators.map((one) => one.code)
  const objectives = parts.governance.objectives.map((one) => one.indicator)
  expect(codes).toEqual(expect.arrayContaining(microSet))
  for (const indicator of parts.evaluation.indicators)
    if (!microSet.includes(indicator.code)) expect(objectives).toContain(indicator.id)
})

test('what an objective is measured by is always counted, and has the same aim', async () => {
  for (const members of [12, 60, 150, 400]) {
    const { parts } = await compose(
      contextOf({ 'scope.members': members, 'gaps.types': ['tools-templates', 'evidence-use', 'live-problems'] }),
    )
    for (const objective of parts.governance.objectives) {
      const indicator = parts.evaluation.indicators.find((one) => one.id === objective.indicator)
      expect(indicator?.target.value, `${objective.indicator} of ${members}`).toBe(objective.target)
    }
  }
})

test('aims follow the size of the community', async () => {
  const bySize = [
    [50, 60, 45],
    [140, 45, 30],
    [400, 35, 20],
    [1000, 25, 12],
    [5000, 15, 6],
  ] as const
  for (const [members, active, contributors] of bySize)
    expect(await aims({ 'scope.members': members }), `${members} members`).toMatchObject({
      'PAR-07': active,
      'ENG-01': contributors,
    })
})

test('an open network of volunteers is held to six tenths of that', async () => {
  const network = { 'scope.members': 1000, 'scope.membership': 'professional-network' }
  expect(await aims(network)).toMatchObject({ 'PAR-07': 15, 'ENG-01': 7, 'PAR-04': 7 })
})

test('surveys never ask more than 25 minutes a year, are at least 14 days apart, and always follow up on use', async () => {
  const cases: Record<string, Json>[] = [
    { 'scope.members': 12 },
    { 'scope.members': 60 },
    { 'scope.members': 120, 'structure.solo-share': 0.6, 'gaps.count': 4 },
    { 'scope.members': 120, 'structure.solo-share': 0.6, 'gaps.count': 9 },
    { 'scope.members': 900 },
    { 'scope.members': 60, 'budget.horizon-months': 6 },
    { 'scope.members': 60, 'budget.horizon-months': 3 },
  ]
  for (const answers of cases) {
    const { surveys, surveyLoad } = await evaluation(answers)
    expect(surveyLoad.minutes, JSON.stringify(answers)).toBeLessThanOrEqual(25)
    expect(surveys.find((one) => one.id === 'follow-up-pulse')?.minutesYear, JSON.stringify(answers)).toBeGreaterThan(0)
    const days = surveys
      .filter((one) => one.minutesYear > 0)
      .flatMap((one) => one.dates)
      .toSorted()
    days
      .slice(1)
      .forEach((day, index) =>
        expect(
          Temporal.PlainDate.from(days[index] ?? day).until(day).days,
          `${days[index]} ${day} ${JSON.stringify(answers)}`,
        ).toBeGreaterThanOrEqual(14),
      )
  }
})

test('nothing is asked or planned after the money ends', async () => {
  for (const months of [1, 2, 3, 5, 8]) {
    const { parts } = await compose(contextOf({ 'scope.members': 60, 'budget.horizon-months': months }))
    const end = Temporal.PlainDate.from(parts.calendar.from).add({ months, days: 21 }).toString()
    const late = [
      ...parts.evaluation.surveys.flatMap((survey) => survey.dates.map((date) => `${survey.id} ${date}`)),
      ...parts.evaluation.healthChecks.map((check) => `${check.kind} ${check.date}`),
      ...parts.engagement.activation.map((step) => `${step.id} ${step.date}`),
    ].filter((dated) => (dated.split(' ')[1] ?? '') > end)
    expect(late, `${months} months`).toEqual([])
    const launch = parts.engagement.activation.find((step) => step.day === 0)?.date ?? ''
    const asked = parts.evaluation.surveys.filter((survey) => survey.minutesYear > 0).flatMap((survey) => survey.dates)
    expect(
      asked.every((date) => date > launch),
      `${months} months`,
    ).toBe(true)
  }
})

test('indicators that context asks for say so, with the answer that was read', async () => {
  const { indicators } = await evaluation({ 'scope.members': 200, 'structure.turnover': 0.4 })
  const retention = indicators.find((one) => one.code === 'PAR-10')
  expect(retention?.because).toMatch(/change posts/)
  expect(retention?.why.flatMap((reason) => reason.answers.map((answer) => answer.id))).toContain('structure.turnover')
  expect(
    (await evaluation({ 'scope.members': 200, 'structure.turnover': 0.1 })).indicators.map((one) => one.code),
  ).not.toContain('PAR-10')
})

test('nothing is broken down by gender where a leak could harm people, nor by language where there is one', async () => {
  const by = async (answers: Record<string, Json>) =>
    (await evaluation(answers)).indicators.flatMap((one) => one.disaggregation)
  expect(await by({ 'scope.members': 200, 'scope.security': 'high-risk' })).not.toContain('gender-optional')
  expect(await by({ 'scope.members': 200 })).not.toContain('language')
  expect(await by({ 'scope.members': 200, 'scope.languages': ['en', 'fr'] })).toContain('language')
})
