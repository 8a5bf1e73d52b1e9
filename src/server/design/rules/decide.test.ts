import { describe, expect, test } from 'vitest'
import { contextOf } from '#tests/support/contexts.ts'
import type { Json } from '../types.ts'
import { decide } from './decide.ts'
import { workedExamples } from './rulebook.ts'

const design = (answers: Record<string, Json> = {}) => decide(contextOf(answers))
const rulesBehind = (decided: ReturnType<typeof decide>, path: string) => decided.because(path).map(({ rule }) => rule)

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
