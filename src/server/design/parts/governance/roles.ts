/** Who does what, how many hours a month, for how long, and what each may decide. Norms of time: `domain/` entries 01.5, 08.3. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { moderatorHoursWeek, perYear } from '../../rules/formulas.ts'
import { phrase, figure } from '../common/phrases.ts'
import { required } from '../common/read.ts'
import { hoursPerPost } from '../common/size.ts'
import type { Role } from './types.ts'

/** The roles of a community. Hours are of each holder, to the half hour. */
export function rolesOf(decided: Decided, say: Words): Role[] {
  const everybody = required(decided, 'governance.deputies-for-all-roles') === true
  return [
    sponsor(decided, say),
    coordinator(decided, say),
    ...chair(decided, say),
    coreTeam(decided, say),
    ...deputies(decided, say),
    ...groupLeads(decided, say),
    facilitators(decided, say),
    ...moderators(decided, say),
    ...decided.list('governance.roles').map((key) => special(decided, key, say)),
    ...mentoringLead(decided, say),
  ].map((role) =>
    everybody && role.term !== null
      ? { ...role, deputy: true, because: [...role.because, 'governance.deputies-for-all-roles'] }
      : role,
  )
}

function sponsor(decided: Decided, say: Words): Role {
  const wanted = decided.value<number>('governance.sponsor') ?? 1
  const state = decided.answer<string>('structure.sponsor')
  return role(say, 'sponsor', {
    count: wanted,
    hours: 1,
    term: null,
    duties: [`state-${state}`],
    because: [
      'governance.sponsor',
      ...(required(decided, 'governance.sponsor-rhythm') ? ['governance.sponsor-rhythm'] : []),
    ],
    ...(wanted === 0 && { note: say('design-governance.role.sponsor.none') }),
  })
}

function coordinator(decided: Decided, say: Words): Role {
  const trio = decided.value('governance.coordination') === 'rotating-trio'
  const fte = decided.answer<number>('structure.coordinator-fte')
  const need = decided.value<number>('governance.coordinator-fte-needed') ?? fte
  return role(say, trio ? 'trio' : 'coordinator', {
    count: trio ? 3 : (decided.value<number>('governance.coordinator') ?? 1),
    hours: (Math.max(fte, 0.02) * hoursPerPost) / (trio ? 3 : 1),
    term: trio ? Math.min(3, term(decided)) : term(decided),
    deputy: !trio,
    duties: !trio && decided.value('governance.rotating-facilitators') === true ? ['rotating'] : [],
    because: ['governance.coordination', 'governance.coordinator-fte-needed', 'governance.term-months'],
    ...(fte < need && {
      note: say('design-governance.role.coordinator.short', { fte: figure(say, fte, 2), need: figure(say, need, 2) }),
    }),
  })
}

function chair(decided: Decided, say: Words): Role[] {
  const from = decided.value<string>('governance.chair')
  if (!from) return []
  const rotation = decided.value<number>('governance.rotation-months')
  return [
    role(say, 'chair', {
      count: from === 'mandated-office-and-practitioner' ? 2 : 1,
      hours: 3,
      term: within(decided, rotation ?? decided.value<number>('governance.committee-term-months') ?? term(decided)),
      renewals: rotation ? 0 : 1,
      deputy: true,
      note: phrase(say, `design-governance.chair.${from}`),
      because: ['governance.chair', ...(rotation ? ['governance.rotation-months'] : ['governance.term-months'])],
    }),
  ]
}

function coreTeam(decided: Decided, say: Words): Role {
  const committee = decided.value<number>('governance.committee-term-months')
  const key = decided.value('governance.form') === 'elected-committee' ? 'committee' : 'core-team'
  return role(say, key, {
    count: decided.value<number>('governance.core-team-size') ?? 3,
    hours: 3,
    term: committee ? within(decided, committee) : term(decided),
    because: ['governance.core-team-size', committee ? 'governance.committee-term-months' : 'governance.term-months'],
  })
}

function deputies(decided: Decided, say: Words): Role[] {
  const count = decided.value<number>('governance.deputies') ?? 0
  return count > 0
    ? [
        role(say, 'deputy', {
          count,
          hours: 2,
          term: term(decided),
          because: ['governance.deputies', 'governance.term-months'],
        }),
      ]
    : []
}

function groupLeads(decided: Decided, say: Words): Role[] {
  const count = decided.value<number>('governance.working-groups-max') ?? 0
  const months = decided.value<number>('governance.working-group-max-months') ?? 6
  if (count === 0) return []
  return [
    role(say, 'working-group-lead', {
      count,
      hours: 4,
      term: within(decided, months),
      renewals: 0,
      deputy: true,
      because: ['governance.working-groups-max', 'governance.working-group-max-months'],
    }),
  ]
}

// One for every fifteen members, so that facilitation is a habit of many; five hours a session, two and a half a clinic.
function facilitators(decided: Decided, say: Words): Role {
  const count = Math.max(2, Math.min(24, Math.round(decided.answer<number>('scope.members') / 15)))
  const clinics =
    perYear(decided.value('cadence.peer-clinic')) * (decided.value<number>('cadence.clinic-parallel-groups') ?? 1)
  const sessions = ['monthly-learning-session', 'cop-meeting-with-panel', 'quarterly-showcase', 'workshop', 'webinar']
    .map((format) => perYear(decided.value(`cadence.${format}`)))
    .reduce((sum, one) => sum + one, 0)
  return role(say, 'facilitator', {
    count,
    hours: (sessions * 5 + clinics * 2.5) / 12 / count,
    term: term(decided),
    duties: decided.value('cadence.clinic-composition') === 'peers-of-same-level-no-line-managers' ? ['level'] : [],
    because: ['cadence.peer-clinic', 'cadence.monthly-learning-session'],
  })
}

function moderators(decided: Decided, say: Words): Role[] {
  const count = decided.value<number>('moderation.moderators') ?? 0
  if (count === 0) return []
  const hours = (moderatorHoursWeek(decided.answer<number>('scope.members')) * 52) / 12 / count
  return [
    role(say, 'moderator', {
      count,
      hours,
      term: term(decided),
      because: ['moderation.moderators', 'moderation.answer-sla-working-days'],
    }),
  ]
}

/** Hours a month of the roles that only some communities have. `[k]` */
const specialHours: Record<string, number> = {
  'knowledge-steward': 8,
  'language-steward': 8,
  'regional-host': 4,
  'unit-focal-point': 2,
  'neutral-convener': 4,
  'safety-steward': 3,
}

function special(decided: Decided, key: string, say: Words): Role {
  const fte = key === 'knowledge-steward' ? decided.value<number>('governance.knowledge-steward-fte') : undefined
  const languages = Math.max(1, decided.answer<string[]>('scope.languages').length - 1)
  return role(say, key, {
    count:
      key === 'language-steward'
        ? languages
        : key === 'regional-host'
          ? 2
          : key === 'unit-focal-point'
            ? focalPoints(decided)
            : 1,
    hours: fte ? fte * hoursPerPost : (specialHours[key] ?? 3),
    term: term(decided),
    deputy: key === 'knowledge-steward',
    because: ['governance.roles', ...(fte ? ['governance.knowledge-steward-fte'] : [])],
  })
}

// One for about twelve members, a usual office or unit `[k]`.
function focalPoints(decided: Decided): number {
  return Math.max(2, Math.min(40, Math.round(decided.answer<number>('scope.members') / 12)))
}

function mentoringLead(decided: Decided, say: Words): Role[] {
  if (!decided.list('engagement.programmes').includes('mentoring')) return []
  return [role(say, 'mentoring-lead', { count: 1, hours: 4, term: term(decided), because: ['engagement.programmes'] })]
}

function term(decided: Decided): number {
  return within(decided, decided.value<number>('governance.term-months') ?? 12)
}

// Nobody is elected for longer than the money lasts.
function within(decided: Decided, months: number): number {
  return Math.max(1, Math.min(months, decided.answer<number>('budget.horizon-months')))
}

type Given = Pick<Role, 'count' | 'hours' | 'term' | 'because'> &
  Partial<Pick<Role, 'renewals' | 'deputy' | 'note'>> & { duties?: string[] }

// Duties and rights stand in the catalogue as lines; what only some communities need is asked for by name.
function role(say: Words, key: string, given: Given): Role {
  const extra = (given.duties ?? []).map((duty) => phrase(say, `design-governance.role.${key}.extra.${duty}`))
  return {
    key,
    name: phrase(say, `design-governance.role.${key}.name`),
    count: given.count,
    hours: Math.max(0.5, Math.round(given.hours * 2) / 2),
    term: given.term,
    renewals: given.renewals ?? (given.term === null ? 0 : 1),
    deputy: given.deputy ?? false,
    duties: [...lines(phrase(say, `design-governance.role.${key}.duties`)), ...extra],
    decides: lines(say.maybe(`design-governance.role.${key}.decides`) ?? ''),
    ...(given.note && { note: given.note }),
    because: given.because,
  }
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
