import { describe, expect, test } from 'vitest'
import { design, rulesBehind } from '#tests/support/decided.ts'

describe('safety only ever tightens', () => {
  test('where content can harm people no consumer chat is the quick channel, has rules or a place', () => {
    const risky = design({
      'scope.security': 'high-risk',
      'platforms.available': ['whatsapp', 'email'],
      'existing.mechanisms': ['chat-group'],
    })
    expect(risky.value('channels.consumer-chat')).toBe('not-allowed')
    expect(risky.value('channels.quick')).toBe('community-app-notifications')
    expect(risky.value('channels.quick-rules')).toBeUndefined()
    expect(risky.list('channels.list')).not.toContain('consumer-chat')
    expect(risky.list('platform.features')).not.toContain('chat-digest-import')
    expect(risky.value('channels.live')).toBe('phone-conference')
  })

  test('without a ban a consumer chat is really among the channels, so that a rule has something to remove', () => {
    const answers = { 'platforms.available': ['whatsapp', 'email'] }
    expect(design(answers).list('channels.list')).toContain('consumer-chat')
    expect(design({ ...answers, 'platforms.policy-blocks-chat': true }).list('channels.list')).not.toContain(
      'consumer-chat',
    )
  })

  test('with chat blocked by policy an existing chat group is closed and its harvest is not asked for', () => {
    const answers = { 'existing.mechanisms': ['chat-group'], 'platforms.available': ['whatsapp'] }
    expect(design(answers).value('channels.chat-role')).toBe('quick-help-and-social-only')
    const blocked = design({ ...answers, 'platforms.policy-blocks-chat': true })
    expect(blocked.value('channels.chat-role')).toBe('closed-and-moved-to-the-app')
    expect(blocked.requirements.map(({ id }) => id)).not.toContain('content.harvest-rule')
  })

  test('sensitive content does not lower the sensitivity that fear had raised', () => {
    const hub = { 'scope.members': 300, 'structure.hub': 'wanted', 'existing.limitations': ['not-safe'] }
    expect(design(hub).value('content.default-sensitivity')).toBe('hub')
    expect(design({ ...hub, 'scope.security': 'sensitive' }).value('content.default-sensitivity')).toBe('hub')
    expect(
      design({ ...hub, 'scope.security': 'sensitive', 'structure.competing': true }).value(
        'content.default-sensitivity',
      ),
    ).toBe('hub')
  })

  test('sensitivity is never for a hub that does not exist: the stricter level holds', () => {
    const small = design({ 'scope.members': 45, 'existing.limitations': ['not-safe'] })
    expect(small.list('membership.circles')).toEqual(['wider-circle'])
    expect(small.value('content.default-sensitivity')).toBe('restricted')
    expect(rulesBehind(small, 'content.default-sensitivity')).toEqual(['rul-hub-sensitivity-without-hub'])
  })

  test('where content can harm people the discussion does not lie with a foreign provider', () => {
    const risky = design({ 'scope.security': 'high-risk', 'platforms.available': ['slack', 'email'] })
    expect([risky.value('channels.chat'), risky.value('channels.quick')]).toEqual([
      'community-app-forum',
      'community-app-notifications',
    ])
  })

  test('a closed start and a pilot after a failure stand side by side', () => {
    const both = design({ 'existing.limitations': ['not-safe'], 'existing.failed-before': true })
    expect(both.value('launch.opening')).toBe('closed-then-open')
    expect(both.value('launch.mode')).toBe('pilot-with-one-burning-problem')
  })
})

describe('the hub is weighed, not forced', () => {
  const many = { 'scope.members': 120, 'scope.membership': 'multi-organisation-open' }

  test('an open community of 76 or more gets a hub, with its meetings, its brief and its promise', () => {
    const open = design(many)
    expect(open.value('membership.hub')).toBe('yes')
    expect(open.list('membership.circles')).toEqual(['wider-circle', 'mel-hub'])
    expect(open.list('cadence.events')).toEqual(expect.arrayContaining(['cop-meeting-with-panel', 'mel-hub-pre-brief']))
    expect(open.value('membership.hub-meetings-per-year')).toBeGreaterThan(0)
  })

  test('a closed community of invited organisations has it as an option, with the reason', () => {
    const closed = design({ ...many, 'scope.membership': 'multi-organisation-closed' })
    expect(closed.value('membership.hub')).toBe('optional')
    expect(rulesBehind(closed, 'membership.hub')).toEqual(['rul-hub-closed-circle'])
    expect(closed.list('cadence.events')).not.toContain('cop-meeting-with-panel')
  })

  test('people who do not want one do not get one', () => {
    expect(design({ ...many, 'structure.hub': 'not-wanted' }).value('membership.hub')).toBe('no')
  })

  test('without hours to brief it, or hours to promise, it stays an option', () => {
    expect(design({ ...many, 'structure.coordinator-fte': 0.05 }).value('membership.hub')).toBe('optional')
    expect(design({ ...many, 'structure.hours-per-month': 0.5 }).value('membership.hub')).toBe('optional')
  })

  test('people who want one get one from 41 members on', () => {
    expect(design({ 'scope.members': 41, 'structure.hub': 'wanted' }).value('membership.hub')).toBe('yes')
    expect(design({ 'scope.members': 40, 'structure.hub': 'wanted' }).value('membership.hub')).toBe('no')
  })
})
