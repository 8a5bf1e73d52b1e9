import { describe, expect, test } from 'vitest'
import type { Json } from '../types.ts'
import { design } from '#tests/support/decided.ts'

describe('channels', () => {
  const everything = ['teams', 'slack', 'whatsapp', 'zoom', 'email', 'sharepoint']

  test('are six at most, most needed first, and the others wait', () => {
    const full = design({
      'scope.members': 300,
      'scope.membership': 'multi-organisation-open',
      'scope.languages': ['en', 'fr'],
      'scope.second-language-share': 0.4,
      'platforms.available': ['teams', 'whatsapp'],
      'gaps.types': ['data-systems'],
    })
    expect(full.list('channels.list')).toHaveLength(6)
    expect(full.list('channels.list')[0]).toBe('announcements')
    expect(full.list('channels.later')).toEqual(expect.arrayContaining(['lounge', 'working-group-spaces']))
  })

  test('are three at launch where three are allowed', () => {
    expect(design({ 'platforms.available': everything }).list('channels.at-launch')).toHaveLength(3)
    expect(
      design({ 'existing.limitations': ['fragmented'], 'existing.mechanisms': ['email-list'] }).list(
        'channels.at-launch',
      ),
    ).toHaveLength(3)
  })

  test('exist without Teams and Slack, too', () => {
    for (const tools of [['email'], ['zoom'], ['none'], ['whatsapp', 'phone'], []]) {
      expect(design({ 'platforms.available': tools }).list('channels.at-launch')).toContain('ask-the-community')
    }
  })

  test('people in one building do not meet by phone conference', () => {
    const building = design({ 'scope.co-located': true, 'platforms.available': ['email', 'phone'] })
    expect(building.value('cadence.live-form')).toBe('in-person')
    expect(building.value('channels.live')).toBe('one-room')
    expect(design({ 'platforms.available': ['email', 'phone'] }).value('cadence.live-form')).toBe('phone-conference')
  })

  test('Teams with a locked door is not the place of a community of several organisations', () => {
    const locked = design({
      'platforms.available': ['teams'],
      'platforms.externals-allowed': false,
      'scope.membership': 'multi-organisation-closed',
    })
    expect(locked.value('channels.chat')).toBe('community-app-forum')
    expect(locked.value('channels.quick')).not.toBe('teams')
  })
})

describe('answers that were never read', () => {
  test.each<[string, Record<string, Json>, string, Json | undefined]>([
    ['a large target population', { 'scope.members': 60, 'scope.target-population': 900 }, 'mne.coverage', true],
    ['a population that is all counted as members', { 'scope.target-population': 50 }, 'membership.opt-in', true],
    ['many countries', { 'scope.countries': 12 }, 'cadence.holidays', 'main-countries'],
    ['a few countries', { 'scope.countries': 3 }, 'cadence.holidays', 'every-country'],
    ['mixed bandwidth', { 'scope.bandwidth': 'mixed' }, 'cadence.video-share-max', 0.6],
    ['good bandwidth', { 'scope.bandwidth': 'good' }, 'platform.page-weight-max-kb', 1000],
    ['low use', { 'existing.limitations': ['low-use'] }, 'launch.ask-the-silent', 'five-non-users-why'],
    ['a newsletter', { 'existing.mechanisms': ['newsletter'] }, 'digest.home', 'inside-existing-newsletter'],
    [
      'working groups',
      { 'existing.mechanisms': ['working-groups'] },
      'governance.working-group-source',
      'adopt-existing-with-new-mandate',
    ],
    ['a forum', { 'platforms.available': ['forum'] }, 'channels.chat', 'existing-forum'],
    ['Moodle', { 'platforms.available': ['moodle'] }, 'onboarding.learning-platform', 'moodle'],
    ['no platform at all', { 'platforms.available': ['none'] }, 'channels.max-at-launch', 3],
    ['an empty list of platforms', { 'platforms.available': [] }, 'channels.max-at-launch', 3],
  ])('%s now count', (_, answers, path, value) => {
    expect(design(answers).value(path)).toEqual(value)
  })

  test('a language barrier and shelves without owner get stewards', () => {
    expect(design({ 'existing.limitations': ['language-barrier'] }).list('governance.roles')).toContain(
      'language-steward',
    )
    expect(design({ 'existing.limitations': ['no-owner'] }).list('governance.roles')).toContain('knowledge-steward')
  })

  test('another community is advised to share its calendar', () => {
    expect(design({ 'existing.mechanisms': ['other-community'] }).recommendations.map(({ id }) => id)).toContain(
      'design.neighbours',
    )
  })

  test('a second language under a quarter of members gets a steward, too', () => {
    expect(
      design({ 'scope.languages': ['en', 'pt'], 'scope.second-language-share': 0.1 }).list('governance.roles'),
    ).toContain('language-steward')
  })

  test('individual consultants run their community and have no managers to write to', () => {
    const own = design({
      'structure.model': 'individual-consultants',
      'scope.membership': 'professional-network',
      'structure.manager-support': 'not-applicable',
    })
    expect(own.value('governance.form')).toBe('member-run')
    expect(own.value('governance.manager-note')).toBeUndefined()
    expect(own.list('governance.charter-clauses')).toContain('no-contract-talk')
  })

  test('managers who do not exist get no note, even where the structure would ask for one', () => {
    expect(design({ 'structure.manager-support': 'not-applicable' }).requirements.map(({ id }) => id)).not.toContain(
      'governance.manager-note',
    )
  })

  test('shares of an open volunteer network are lower', () => {
    const mandate = design({ 'scope.members': 100, 'scope.membership': 'single-organisation' })
    const open = design({ 'scope.members': 100, 'scope.membership': 'professional-network' })
    expect(open.value('targets.active-rate')).toBe(Math.round(mandate.value<number>('targets.active-rate')! * 0.6))
  })
})
