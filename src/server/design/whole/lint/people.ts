import type { Words } from '#i18n/index.ts'
import { figure, money } from '../../parts/common/phrases.ts'
import { hoursPerPost, sizeOf } from '../../parts/common/size.ts'
import type { Load, Warning } from '../../types.ts'
import type { Linted } from './linted.ts'

/** Too much on too few: roles over their hours, reviewers that do not exist, deputies missing, money that does not reach. */
export function lintPeople(linted: Linted, say: Words): Warning[] {
  return [
    ...coordinator(linted, say),
    ...roles(linted, say),
    ...reviewers(linted, say),
    ...deputies(linted, say),
    ...unpaid(linted, say),
  ]
}

function coordinator({ decided, parts, load }: Linted, say: Words): Warning[] {
  const role = parts.governance.roles.find((one) => one.key === 'coordinator' || one.key === 'trio')
  const own = role && load.find((one) => one.who === role.name || one.who.startsWith(role.name))
  if (!own || own.promised === null) return []
  const holders = role.count
  const over = tenth((own.hours - own.promised) * holders)
  if (over < 1) return []
  const library = parts.knowledge.mechanisms.filter(
    (one) => ['library', 'lessons'].includes(one.id) && one.ownerRole === 'coordinator',
  )
  const given = library.reduce((sum, one) => sum + one.hoursMonth, 0)
  return [
    {
      id: 'lint-coordinator',
      part: 'governance',
      severity: over > own.promised * holders * 0.5 ? 'error' : 'risk',
      text: `${say('design-whole.lint.coordinator.over', { hours: tenth(own.hours * holders), released: tenth(own.promised * holders), over })} ${say(
        given >= 2 ? 'design-whole.lint.coordinator.steward' : 'design-whole.lint.coordinator.release',
        { given: tenth(given), fte: figure(say, Math.ceil(((own.hours * holders) / hoursPerPost) * 20) / 20, 2) },
      )}`,
      because: [
        ...decided.because('governance.coordinator-fte-needed'),
        ...decided.warnings.filter((one) => one.id === 'rul-fte-short').flatMap((one) => one.because),
      ],
    },
  ]
}

/** Any other role by more than a quarter and an hour. */
function roles({ load, parts }: Linted, say: Words): Warning[] {
  const coordinating = parts.governance.roles
    .filter((role) => role.key === 'coordinator' || role.key === 'trio')
    .map((role) => role.name)
  const counted = load.slice(parts.calendar.load.length)
  return counted
    .filter(
      (one): one is Load & { promised: number } =>
        one.promised !== null && !coordinating.some((name) => one.who.startsWith(name)),
    )
    .filter((one) => one.hours > one.promised * 1.25 && one.hours - one.promised >= 1)
    .map((one, index) => ({
      id: `lint-role-${index + 1}`,
      part: 'governance' as const,
      severity: 'risk' as const,
      text: say('design-whole.lint.role', {
        who: one.who,
        hours: one.hours,
        promised: one.promised,
        over: tenth(one.hours - one.promised),
      }),
      because: [],
    }))
}

function reviewers({ decided, parts }: Linted, say: Words): Warning[] {
  const { members } = sizeOf(decided)
  const needed = parts.knowledge.quality.reviewersNeeded
  const willing = Math.max(2, Math.floor(members * 0.2))
  if (needed <= willing) return []
  return [
    {
      id: 'lint-reviewers',
      part: 'knowledge',
      severity: 'risk',
      text: say('design-whole.lint.reviewers', { needed, members, items: Math.max(1, Math.floor((willing * 3) / 2)) }),
      because: decided.because('library.items-year1'),
    },
  ]
}

/** Where several hold a role, they stand in for one another. */
function deputies({ decided, parts }: Linted, say: Words): Warning[] {
  const without = parts.governance.roles.filter(
    (role) => role.term !== null && role.count === 1 && role.key !== 'deputy' && !role.deputy,
  )
  if (without.length === 0) return []
  return [
    {
      id: 'lint-deputies',
      part: 'sustainability',
      severity: 'note',
      text: say('design-whole.lint.deputies', {
        count: without.length,
        names: new Intl.ListFormat(say.locale).format(without.map((role) => role.name)),
      }),
      because: decided.because('governance.deputies'),
    },
  ]
}

function unpaid({ decided, parts }: Linted, say: Words): Warning[] {
  const { short, currency, total } = parts.sustainability.budget
  const missing = short.reduce((sum, line) => sum + line.need - line.amount, 0)
  if (missing <= total * 0.05) return []
  return [
    {
      id: 'lint-budget',
      part: 'sustainability',
      severity: missing > total ? 'error' : 'risk',
      text: say('design-whole.lint.budget', {
        missing: money(say, missing, currency),
        names: new Intl.ListFormat(say.locale).format(short.map((line) => line.what)),
        total: money(say, total, currency),
      }),
      because: decided.because('budget.profile'),
    },
  ]
}

const tenth = (hours: number): number => Math.round(hours * 10) / 10
