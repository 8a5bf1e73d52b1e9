import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import indicators from '#content/indicators.json' with { type: 'json' }
import { decide } from '../rules/index.ts'
import type { Context } from '../types.ts'
import { agency, anyContext, circle, network } from './contexts.testing.ts'
import { composeGovernance, type Governance } from './governance.ts'

const compose = (context: Context): Governance => composeGovernance(decide(context))
const circleNamed = (governance: Governance, key: string) => governance.circles.find((one) => one.key === key)

describe('whatever the answers', () => {
  test('every decision of the table has one last word, and it is somebody’s who is there', () => {
    fc.assert(
      fc.property(anyContext, (context) => {
        const { raci } = compose(context)
        for (const row of raci.rows) {
          expect(Object.keys(row.cells)).toEqual(raci.columns.map((column) => column.key))
          expect(Object.values(row.cells).filter((letters) => letters.includes('A'))).toHaveLength(1)
        }
      }),
      { numRuns: 40, seed: 3 },
    )
  })

  test('no term outlasts the money, and nobody holds a role for no time at all', () => {
    fc.assert(
      fc.property(anyContext, (context) => {
        const horizon = Number(context.budget['horizon-months'])
        for (const role of compose(context).roles) {
          expect(role.term ?? 1).toBeLessThanOrEqual(Math.max(horizon, 1))
          expect(role.hours).toBeGreaterThanOrEqual(0.5)
          expect(role.duties.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 40, seed: 5 },
    )
  })

  test('three to five objectives are measured by an indicator of the catalogue, to a target and a day', () => {
    const known = new Set(indicators.indicators.map((indicator) => indicator.id))
    fc.assert(
      fc.property(anyContext, (context) => {
        const { objectives } = compose(context)
        expect(objectives.length).toBeGreaterThanOrEqual(3)
        expect(objectives.length).toBeLessThanOrEqual(5)
        expect(new Set(objectives.map((one) => one.indicator)).size).toBe(objectives.length)
        for (const one of objectives) {
          expect(known).toContain(one.indicator)
          expect(one.target).toBeGreaterThan(0)
          expect(one.date).toMatch(/^\d{4}-\d\d-\d\d$/)
          expect(one.text).toMatch(/\d|one/)
        }
      }),
      { numRuns: 40, seed: 9 },
    )
  })

  test('what is said to rest on a decision rests on one that was taken', () => {
    fc.assert(
      fc.property(anyContext, (context) => {
        const decided = decide(context)
        const paths = new Set([...decided.decisions, ...decided.requirements].map((one) => one.id))
        const { mission, objectives, form, hub, circles, subgroups, onboarding, charter } = composeGovernance(decided)
        const because = [
          mission,
          ...objectives,
          form,
          hub,
          ...circles,
          ...subgroups,
          ...onboarding,
          ...charter,
        ].flatMap((one) => one.because)
        expect(because.filter((path) => !paths.has(path) && !optional.has(path))).toEqual([])
      }),
      { numRuns: 40, seed: 15 },
    )
  })

  // A decision at these paths is only taken where somebody asked for it; the element stands without it.
  const optional = new Set([
    'engagement.programmes',
    'onboarding.self-paced',
    'targets.member-led-share',
    'platform.features',
    'membership.hub-meetings-per-year',
  ])
})

describe('two circles', () => {
  test('the hub is by invitation and promises so many meetings of the year; the wider circle promises nothing', () => {
    const governance = compose(network)
    expect(governance.hub.built).toBe(true)
    const hub = circleNamed(governance, 'hub')
    expect(hub?.policy).toBe('invitation')
    expect(hub?.commitment?.attend).toBeGreaterThan(0)
    expect(hub?.commitment?.attend).toBeLessThanOrEqual(hub?.commitment?.of ?? 0)
    expect(hub?.commitmentText).toContain(`${hub?.commitment?.attend} of the ${hub?.commitment?.of}`)
    expect(circleNamed(governance, 'wider')?.commitment).toBeNull()
    expect(governance.onboarding.some((step) => step.key === 'hub-pledge' && step.circle === 'hub')).toBe(true)
  })

  test('where there is none, the reason stands there and nothing else speaks of it', () => {
    const governance = compose(circle)
    expect(governance.hub).toMatchObject({ status: 'no', built: false })
    expect(governance.hub.text).toMatch(/^There is no hub\. .{20}/)
    expect(governance.circles.map((one) => one.key)).toEqual(['wider'])
    expect(governance.raci.columns.map((column) => column.key)).not.toContain('hub')
    expect(governance.onboarding.filter((step) => step.circle === 'hub')).toEqual([])
  })
})

test('the mission names who, what and what for in the community’s own words', () => {
  const { mission } = compose(network)
  expect(mission.text).toContain('from many organisations in South Africa and Kenya')
  expect(mission.text).toContain('to get better at data quality in schools')
  expect(mission.text).toContain('in order to turn what we see into better teaching')
  expect(mission.ways).toHaveLength(3)
})

test('in French the host stands in its mission as a name, which needs no article', () => {
  const host = 'Direction des études'
  const ministry = { ...agency, community: { ...agency.community, host } }
  expect(composeGovernance(decide(ministry, { locale: 'fr' })).mission.text).toContain(`de «\u00a0${host}\u00a0»`)
  expect(compose(ministry).mission.text).toContain(`of ${host}`)
})

test('objectives follow the gaps, the urgent first, and name them', () => {
  const [first, second] = compose(network).objectives
  expect([first?.gap, first?.indicator]).toEqual(['Data quality in schools', 'ind-app-05'])
  expect([second?.gap, second?.indicator]).toEqual(['Findings in provincial planning', 'ind-val-05'])
})

test('half a year halves what is counted and shortens what is held', () => {
  const half = compose({ ...network, budget: { ...network.budget, 'horizon-months': 6 } })
  expect(half.objectives.find((one) => one.indicator === 'ind-val-05')?.target).toBe(1)
  expect(half.objectives[0]?.date).toBe('2027-07-10')
  for (const role of half.roles) expect(role.term ?? 0).toBeLessThanOrEqual(6)
})

test('a newcomer’s steps open in order, within ninety days, each with its own key', () => {
  for (const context of [network, circle, agency]) {
    const steps = compose(context).onboarding
    expect(new Set(steps.map((step) => step.key)).size).toBe(steps.length)
    for (const step of steps) expect(step.to).toBeLessThanOrEqual(90)
    const days = steps.filter((step) => step.circle === 'wider').map((step) => step.from)
    expect(days).toEqual([...days].sort((a, b) => a - b))
  }
})

test('two contexts are told apart in every part of the text', () => {
  const [a, b] = [compose(network), compose(circle)]
  const texts = (one: Governance) => [
    one.mission.text,
    one.objectives.map((o) => o.text).join(),
    one.form.text,
    one.hub.text,
    one.value.flatMap((v) => v.picks.map((p) => p.id)).join(),
    one.roles.map((r) => r.key).join(),
    one.charter.map((c) => c.text).join(),
  ]
  texts(a).forEach((text, n) => expect(text).not.toBe(texts(b)[n]))
})
