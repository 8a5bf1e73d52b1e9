/** Whose time the design takes: members by circle from the dated calendar, roles from what they keep running. Hours a month. */
import type { Words } from '#i18n/index.ts'
import { phrase } from '../parts/common/phrases.ts'
import { hoursPerPost, monthsOf, sizeOf } from '../parts/common/size.ts'
import { storiesPerYear } from '../parts/common/stories.ts'
import type { Role } from '../parts/governance/types.ts'
import type { Decided, Load, Parts } from '../types.ts'

/** Members first, then the roles that carry the year, each with what the hours are made of and what was promised. */
export function loadOf(decided: Decided, parts: Parts, say: Words): Load[] {
  const roles = new Map(parts.governance.roles.map((role) => [role.key, role]))
  const of = (key: string, make: (role: Role) => Load): Load[] => {
    const role = roles.get(key)
    return role && role.count > 0 ? [make(role)] : []
  }
  return [
    ...parts.calendar.load,
    ...['coordinator', 'trio'].flatMap((key) => of(key, (role) => coordinator(role, decided, parts, say))),
    ...['core-team', 'committee'].flatMap((key) => of(key, (role) => coreTeam(role, decided, parts, say))),
    ...of('facilitator', (role) => facilitator(role, decided, parts, say)),
    ...of('moderator', (role) => moderator(role, parts, say)),
    ...of('knowledge-steward', (role) => steward(role, parts, say)),
    reviewers(parts, say),
    ...of('sponsor', (role) => sponsor(role, decided, say)),
  ]
}

type Line = [what: string, hours: number]

/** What the coordinator keeps running; talking with members is what is left of the time that a community of this size needs. */
function coordinator(role: Role, decided: Decided, parts: Parts, say: Words): Load {
  const { members, micro } = sizeOf(decided)
  const months = monthsOf(decided)
  const live = parts.calendar.events.filter((event) => event.live)
  const clinics = live.filter((event) => event.format === 'peer-clinic').length
  const dropIns = live.filter((event) => event.format === 'office-hours').length
  const stewarded = parts.governance.roles.some((one) => one.key === 'mentoring-lead')
  const tasks: Line[] = [
    ['events', ((live.length - clinics - dropIns) * (micro ? 0.75 : 1.5) + clinics * 0.4 + dropIns * 0.2) / months],
    [
      'knowledge',
      parts.knowledge.mechanisms
        .filter((one) => one.ownerRole === 'coordinator')
        .reduce((sum, one) => sum + one.hoursMonth, 0),
    ],
    [
      'programmes',
      parts.engagement.programmes
        .filter((one) => !(stewarded && one.id === 'mentoring'))
        .reduce((sum, one) => sum + one.hoursMonth, 0),
    ],
    ['newcomers', Math.max(0.3, (members * decided.answer<number>('structure.turnover') * 0.4) / 12)],
    ['reports', reportHours(parts, 'coordinator', months)],
    ['team', micro ? 1 : 3],
  ]
  const done = total(tasks)
  const needed = (decided.value<number>('governance.coordinator-fte-needed') ?? 0) * hoursPerPost
  const all: Line[] = needed > done ? [...tasks, ['weaving', needed - done]] : tasks
  return shared(role, all, decided.answer<number>('structure.coordinator-fte') * hoursPerPost, say)
}

function coreTeam(role: Role, decided: Decided, parts: Parts, say: Words): Load {
  const months = monthsOf(decided)
  const calls = parts.engagement.ladder.rungs.filter((rung) => rung.senderRole === 'core-team').length
  return shared(
    role,
    [
      ['meeting', role.count],
      ['reports', reportHours(parts, 'core-team', months)],
      ['stories', (storiesPerYear(decided) * 3) / 12],
      ['silent', Math.max(0.5, (sizeOf(decided).members * 0.1 * calls) / 12 / 3)],
    ],
    role.hours * role.count,
    say,
  )
}

/** Five hours a session and two and a half a clinic, preparation and notes counted in (`domain/08`, 8.3). */
function facilitator(role: Role, decided: Decided, parts: Parts, say: Words): Load {
  const months = monthsOf(decided)
  const led = parts.calendar.events.filter(
    (event) =>
      event.live &&
      !['mel-hub-pre-brief', 'onboarding-orientation', 'launch-event', 'office-hours'].includes(event.format),
  )
  const clinics = led.filter((event) => event.format === 'peer-clinic').reduce((sum, event) => sum + event.groups, 0)
  const sessions = led.filter((event) => event.format !== 'peer-clinic').length
  return shared(
    role,
    [
      ['sessions', (sessions * 5) / months],
      ['clinics', (clinics * 2.5) / months],
    ],
    role.hours * role.count,
    say,
  )
}

function moderator(role: Role, parts: Parts, say: Words): Load {
  const kept = parts.knowledge.mechanisms.filter((one) => one.ownerRole === 'moderators')
  return shared(
    role,
    kept.map((one): Line => [one.id, one.hoursMonth]),
    role.hours * role.count,
    say,
  )
}

function steward(role: Role, parts: Parts, say: Words): Load {
  const kept = parts.knowledge.mechanisms.filter((one) => one.ownerRole === 'knowledge-steward')
  return shared(
    role,
    kept.map((one): Line => [one.id, one.hoursMonth]),
    role.hours * role.count,
    say,
  )
}

function reviewers({ knowledge: { quality } }: Parts, say: Words): Load {
  const each = quality.hoursMonth / quality.reviewersNeeded
  return {
    who: say('design-whole.load.reviewer', { count: quality.reviewersNeeded }),
    hours: tenth(each),
    promised: null,
    lines: [{ what: say('design-whole.load.line.reviews'), hours: tenth(each) }],
  }
}

function sponsor(role: Role, decided: Decided, say: Words): Load {
  const rhythm = decided.requirements.some((item) => item.id === 'governance.sponsor-rhythm')
  return shared(
    role,
    [
      ['sponsorMeeting', rhythm ? 0.1 : 0.2],
      ['sponsorDoors', 0.5],
    ],
    role.hours * role.count,
    say,
  )
}

function reportHours(parts: Parts, owner: string, months: number): number {
  return parts.evaluation.reports
    .filter((report) => report.ownerRole === owner)
    .reduce((sum, report) => sum + (report.minutes * report.dates.length) / 60 / months, 0)
}

/** Hours of one holder: what all do together, over their number. Hours are to one decimal and the lines add up. */
function shared(role: Role, all: Line[], promised: number, say: Words): Load {
  const lines = all
    .map(([what, hours]) => ({ what: phrase(say, `design-whole.load.line.${what}`), hours: tenth(hours / role.count) }))
    .filter((line) => line.hours > 0)
  return {
    who: role.count > 1 ? say('design-whole.load.each', { role: role.name, count: role.count }) : role.name,
    hours: tenth(lines.reduce((sum, line) => sum + line.hours, 0)),
    promised: tenth(promised / role.count),
    lines,
  }
}

const total = (lines: Line[]): number => lines.reduce((sum, [, hours]) => sum + hours, 0)
const tenth = (hours: number): number => Math.round(hours * 10) / 10
