import { expect, test } from 'vitest'
import { contextOf } from '#tests/support/contexts.ts'
import type { Json } from '../types.ts'
import { decide } from './decide.ts'
import { refusalOf } from './overrides.ts'

const change = (path: string, value: Json, reason = 'the core team decided so in March') => ({
  [path]: { value, reason },
})

test("a person's decision stands, with the reason first and the rules' own after it", () => {
  const decided = decide(contextOf(), { overrides: change('cadence.onboarding-orientation', 'quarterly') })
  const decision = decided.decisions.find(({ id }) => id === 'cadence.onboarding-orientation')!
  expect(decision).toMatchObject({
    value: 'quarterly',
    ruled: 'monthly',
    override: { reason: 'the core team decided so in March' },
  })
  expect(decision.because[0]).toEqual({ rule: 'override', reason: 'the core team decided so in March', answers: [] })
})

test('it is kept when answers change', () => {
  const overrides = change('governance.core-team-size', 4)
  for (const members of [30, 300])
    expect(decide(contextOf({ 'scope.members': members }), { overrides }).value('governance.core-team-size')).toBe(4)
})

test('what follows from a decision follows from the override: no hub, no meetings of a hub', () => {
  const context = contextOf({ 'scope.members': 120, 'scope.membership': 'professional-network' })
  expect(decide(context).list('cadence.events')).toContain('cop-meeting-with-panel')
  const without = decide(context, { overrides: change('membership.hub', 'no') })
  expect(without.list('cadence.events')).not.toContain('cop-meeting-with-panel')
  expect(without.list('membership.circles')).toEqual(['wider-circle'])
})

test('an override of a path that only later layers make holds, too', () => {
  const context = contextOf({ 'scope.members': 120, 'scope.membership': 'professional-network' })
  expect(decide(context, { overrides: change('membership.hub-size', '8-12') }).value('membership.hub-size')).toBe(
    '8-12',
  )
  expect(
    decide(context, { overrides: change('channels.at-launch', ['announcements']) }).list('channels.at-launch'),
  ).toEqual(['announcements'])
})

test('minutes that a person settled count in the load', () => {
  const shorter = decide(contextOf({ 'structure.hours-per-month': 6 }), {
    overrides: change('cadence.minutes.monthly-learning-session', 60),
  })
  const usual = decide(contextOf({ 'structure.hours-per-month': 6 }))
  expect(
    usual.value<number>('cadence.live-hours-per-member-month')! -
      shorter.value<number>('cadence.live-hours-per-member-month')!,
  ).toBeCloseTo(0.5)
})

test('loosening what keeps people safe needs a reason of some length', () => {
  const context = contextOf({ 'scope.security': 'high-risk' })
  const short = decide(context, { overrides: change('recording.default', 'on-with-consent', 'we like it') })
  expect(short.value('recording.default')).toBe('off')
  expect(short.warnings.find(({ id }) => id === 'check-override-safety-reason:recording.default')).toMatchObject({
    severity: 'error',
  })
  const long = decide(context, {
    overrides: change('recording.default', 'on-with-consent', 'all three agencies signed a protocol on 3 May'),
  })
  expect(long.value('recording.default')).toBe('on-with-consent')
  expect(long.warnings.map(({ id }) => id)).toContain('check-recording')
})

test('tightening it needs no more than a reason', () => {
  expect(
    decide(contextOf(), { overrides: change('recording.default', 'off', 'too shy') }).value('recording.default'),
  ).toBe('off')
})

test('a mandatory item can be taken off with a reason', () => {
  const without = decide(contextOf(), { overrides: change('governance.manager-note', false) })
  expect(without.requirements.map(({ id }) => id)).not.toContain('governance.manager-note')
})

test('an override that matches nothing any more is kept and reported', () => {
  const decided = decide(contextOf({ 'scope.members': 20 }), { overrides: change('membership.hub-size', '8-12') })
  expect(decided.warnings).toContainEqual(
    expect.objectContaining({ id: 'check-override-unmatched:membership.hub-size', severity: 'note' }),
  )
})

test('paths that do not exist, values that cannot stand there and missing reasons are told apart', () => {
  expect(refusalOf('membership.hubb', { value: 'no', reason: 'because' }, undefined)).toBe('unknown-path')
  expect(refusalOf('membership.hub', { value: 'maybe', reason: 'because' }, 'no')).toBe('wrong-value')
  expect(refusalOf('governance.core-team-size', { value: '7', reason: 'because' }, 5)).toBe('wrong-value')
  expect(refusalOf('membership.hub', { value: 'no', reason: ' ' }, 'yes')).toBe('reason-missing')
})

test('more hours than members promised are told with the number, when a person insists', () => {
  const insisted = decide(contextOf({ 'structure.hours-per-month': 1 }), {
    overrides: {
      ...change('cadence.monthly-learning-session', 'weekly'),
      ...change('cadence.minutes.monthly-learning-session', 90),
    },
  })
  expect(insisted.warnings.find(({ id }) => id === 'check-hours')?.text).toMatch(/6 live hours|6\.\d+ live hours/)
})

test('a hub in a community of thirty is built when a person insists, and called an error', () => {
  expect(
    decide(contextOf({ 'scope.members': 30 }), { overrides: change('membership.hub', 'yes') }).warnings.map(
      ({ id }) => id,
    ),
  ).toContain('check-hub-small')
})

test.each<[string, string, Json, Record<string, Json>]>([
  ['check-working-groups', 'governance.working-groups-max', 7, {}],
  ['check-core-team', 'governance.core-team-size', 12, { 'scope.members': 10 }],
  ['check-deputies', 'governance.deputies', 0, {}],
  ['check-term', 'governance.term-months', 12, { 'budget.horizon-months': 8 }],
  ['check-language-steward', 'governance.roles', [], { 'scope.languages': ['en', 'fr'] }],
  ['check-retreat-sponsor', 'cadence.annual-retreat', 'in-person-two-days', { 'structure.sponsor': 'none' }],
  ['check-video-bandwidth', 'cadence.live-form', 'video', { 'scope.bandwidth': 'low' }],
  ['check-sensitivity-hub', 'content.default-sensitivity', 'hub', {}],
  ['check-target', 'targets.active-rate', 90, {}],
])('%s speaks when a person leaves something that does not go together', (id, path, value, answers) => {
  expect(decide(contextOf(answers)).warnings.map((warning) => warning.id)).not.toContain(id)
  const warning = decide(contextOf(answers), { overrides: change(path, value) }).warnings.find((one) => one.id === id)
  expect(warning?.text).toMatch(/\s/)
})
