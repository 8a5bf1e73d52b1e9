import { describe, expect, test } from 'vitest'
import type { Json } from '../types.ts'
import { design } from '#tests/support/decided.ts'

describe('the retreat is one decision', () => {
  const retreat = (answers: Record<string, Json>) =>
    design({ 'budget.annual-usd': 80000, 'budget.travel': true, 'budget.horizon-months': 24, ...answers }).value(
      'cadence.annual-retreat',
    )

  test('money and travel make it two days in person', () => expect(retreat({})).toBe('in-person-two-days'))
  test('without travel it is online', () => expect(retreat({ 'budget.travel': false })).toBe('online-4x150'))
  test('without a sponsor it is never in person', () =>
    expect(retreat({ 'structure.sponsor': 'none' })).toBe('online-4x150'))
  test('people in one building meet in their building', () =>
    expect(retreat({ 'scope.co-located': true, 'budget.travel': false })).toBe('one-day-in-person'))
  test('people in one building without a sponsor take half a day', () =>
    expect(retreat({ 'scope.co-located': true, 'structure.sponsor': 'none' })).toBe('half-day-on-site'))
  test('with an hour a month it is half a day', () =>
    expect(retreat({ 'structure.hours-per-month': 1 })).toBe('online-half-day'))
  test('an annual meeting carries it', () =>
    expect(retreat({ 'existing.mechanisms': ['annual-meeting'] })).toBe('attached-to-existing-meeting'))
  test('more than 600 people without the money for a conference meet near home', () => {
    expect(retreat({ 'scope.members': 900, 'budget.annual-usd': 40000 })).toBe('one-day-local-hubs')
  })
  test('under half a year there is none', () => {
    expect(retreat({ 'budget.horizon-months': 5 })).toBe('none')
    expect(design({ 'budget.horizon-months': 5 }).list('cadence.events')).not.toContain('annual-retreat')
  })
  test('no second path speaks of it', () => {
    const ids = design()
      .decisions.map(({ id }) => id)
      .filter((id) => id.includes('retreat') && !id.startsWith('cadence.minutes'))
    expect(ids).toEqual(['cadence.annual-retreat'])
  })
})

describe('time is treated with respect', () => {
  test.each([0.25, 0.5, 1, 1.5, 2, 3, 4, 8])('with %f hours promised, live hours stay at or under them', (hours) => {
    const busy = design({
      'scope.members': 120,
      'scope.membership': 'multi-organisation-open',
      'structure.hours-per-month': hours,
      'gaps.types': ['live-problems', 'method-skill', 'awareness', 'data-systems', 'soft-skills'],
      'structure.solo-share': 0.6,
    })
    expect(busy.value('cadence.live-hours-per-member-month')).toBeLessThanOrEqual(hours)
  })

  test('the shortest of several limits on a session holds, whatever the order of the rules', () => {
    expect(design({ 'structure.hours-per-month': 1.5 }).value('cadence.session-max-minutes')).toBeLessThanOrEqual(75)
    expect(
      design({ 'structure.hours-per-month': 1.5, 'structure.manager-support': 'no' }).value(
        'cadence.session-max-minutes',
      ),
    ).toBeLessThanOrEqual(60)
    expect(
      design({ 'structure.hours-per-month': 1 }).value('cadence.minutes.monthly-learning-session'),
    ).toBeLessThanOrEqual(60)
  })

  test('managers who say no are asked for one hour and no more is planned', () => {
    const asked = design({ 'structure.manager-support': 'no', 'structure.hours-per-month': 3 })
    expect(asked.value('structure.ask-hours-per-month')).toBe(1)
    expect(asked.value('cadence.live-hours-per-member-month')).toBeLessThanOrEqual(1)
  })

  test('what gave way says so, and what had asked for it is kept to be read', () => {
    const tight = design({ 'structure.hours-per-month': 2 }).decisions.find(
      ({ id }) => id === 'cadence.quarterly-showcase',
    )!
    expect(tight.value).toBe('twice-yearly')
    expect(tight.because.map(({ rule }) => rule)).toContain('fit-hours')
    expect(tight.outvoted?.map(({ value }) => value)).toEqual(['quarterly'])
  })

  test('orientation, digest and follow-up are never dropped', () => {
    const least = design({ 'structure.hours-per-month': 0.25, 'structure.coordinator-fte': 0 })
    expect(least.list('cadence.events')).toContain('onboarding-orientation')
    expect(least.value('digest.cadence')).toBeDefined()
  })
})

describe('small groups stay small', () => {
  const micro = {
    'scope.members': 12,
    'gaps.types': ['live-problems', 'standards-harmonisation', 'soft-skills', 'awareness'],
    'structure.solo-share': 0.8,
    'structure.hours-per-month': 6,
    'platforms.available': ['teams'],
  }

  test('what was merged is not separated again by gaps, loneliness or hours', () => {
    expect(design(micro).value('cadence.peer-clinic')).toBe('merged-into-monthly')
    expect(design(micro).value('cadence.case-clinic')).toBe('merged-into-monthly')
    expect(design(micro).value('cadence.clinic-parallel-groups')).toBeUndefined()
    expect(design(micro).value('cadence.webinar')).toBe('none')
  })

  test('what was removed does not come back with a tool', () => {
    expect(design(micro).list('channels.list')).not.toContain('working-group-spaces')
  })

  test('there is one working group, even where standards ask for two', () => {
    expect(design(micro).value('governance.working-groups-max')).toBe(1)
  })

  test('under eight people there is a learning circle', () => {
    const circle = design({ 'scope.members': 6 })
    expect(circle.value('design.form')).toBe('learning-circle')
    expect(circle.value('governance.working-groups-max')).toBe(0)
    expect(circle.warnings.map(({ id }) => id)).toContain('rul-critical-mass')
  })

  test('nobody asks for more founders than there are members', () => {
    expect(design({ 'scope.members': 11, 'existing.mechanisms': ['none'] }).value('launch.founding-members-min')).toBe(
      11,
    )
  })
})

describe('a tiny coordinator', () => {
  const tiny = {
    'structure.coordinator-fte': 0.05,
    'gaps.types': ['evidence-use', 'lessons-reuse', 'data-systems'],
    'gaps.expertise': 'nobody-yet',
  }

  test('keeps what the gaps asked for before what the base design brings, and lets the rest wait', () => {
    expect(design(tiny).list('content.types-start')).toEqual([
      'faq',
      'evaluation-digest',
      'lesson-learned',
      'case-study',
    ])
    expect(design(tiny).list('content.types-later')).toEqual(['session-note', 'tool'])
  })

  test('does not lose a committee that independent organisations need', () => {
    const committee = design({
      ...tiny,
      'scope.membership': 'multi-organisation-closed',
      'structure.model': 'independent-organisations',
    })
    expect(committee.value('governance.form')).toBe('elected-committee')
    expect(committee.value('governance.coordination')).toBe('rotating-trio')
  })

  test('holds two regular formats, with showcases inside the learning session', () => {
    expect(design(tiny).value('cadence.formats-max')).toBe(2)
    expect(design(tiny).value('cadence.quarterly-showcase')).toBe('merged-into-monthly')
  })
})
