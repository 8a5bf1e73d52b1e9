/** The charter on one page: short clauses that members can agree to. Questions it must answer: `domain/` entry 01.6. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { enumerated } from '#server/foundations/time/index.ts'
import { phrase } from '../common/phrases.ts'
import { required } from '../common/read.ts'
import { gapsOf, inSentence } from './gaps.ts'
import { hubBuilt, hubPromise } from './hub.ts'
import type { CharterClause, Circle, Role } from './types.ts'

interface Parts {
  circles: readonly Circle[]
  roles: readonly Role[]
}

/** The clauses, in the order in which they are read: what for, who, how, what is kept safe, when it is looked at again. */
export function charterOf(decided: Decided, parts: Parts, say: Words): CharterClause[] {
  const demanded = required<string[]>(decided, 'governance.charter-clauses') ?? []
  const usual = [
    'purpose',
    'not',
    'membership',
    'rhythm',
    'roles',
    'decisions',
    'conduct',
    'confidentiality',
    'safety',
    'work',
    'data',
    'support',
    'review',
  ]
  const extra = demanded
    .filter((clause) => !usual.includes(clause))
    .map((clause) => (clause === 'intellectual-property' ? 'work' : clause))
  const keys = [...new Set([...usual.slice(0, -1), ...extra, 'review'])]
  return keys.map((key) => ({
    key,
    title: phrase(say, `design-governance.charter.${key}.title`),
    text: textOf(decided, key, parts, say),
    because: [...(becauseOf[key] ?? []), ...(demanded.includes(key) ? ['governance.charter-clauses'] : [])],
  }))
}

const becauseOf: Record<string, string[]> = {
  membership: ['membership.policy', 'membership.circles'],
  rhythm: ['cadence.monthly-learning-session', 'structure.ask-hours-per-month'],
  roles: ['governance.term-months'],
  confidentiality: ['content.default-sensitivity', 'recording.default'],
  work: ['content.types-start'],
  review: ['design.review-at-day'],
}

function textOf(decided: Decided, key: string, parts: Parts, say: Words): string {
  const text = phrase(say, `design-governance.charter.${key}.text`, paramsOf(decided, key, parts, say))
  const more = extraOf(decided, key, say)
  return more ? `${text} ${more}` : text
}

function paramsOf(
  decided: Decided,
  key: string,
  { circles, roles }: Parts,
  say: Words,
): Record<string, string | number> {
  const { community } = decided.context
  const gaps = gapsOf(decided)
    .slice(0, 4)
    .map((gap) => inSentence(gap.title))
  switch (key) {
    case 'purpose':
      return { name: community.name, gaps: gaps.length > 0 ? enumerated(gaps, say.locale) : 'none' }
    case 'membership':
      return {
        policies: circles.map((circle) => say('porch.pair', { term: circle.name, text: circle.policyText })).join(' '),
      }
    case 'rhythm':
      return {
        hours:
          decided.value<number>('structure.ask-hours-per-month') ?? decided.answer<number>('structure.hours-per-month'),
      }
    case 'roles':
      return {
        roles: enumerated(
          roles
            .filter((role) => role.count > 0 && role.term !== null)
            .map((role) => role.name.toLocaleLowerCase(say.locale)),
          say.locale,
        ),
        months: decided.value<number>('governance.term-months') ?? 12,
      }
    case 'confidentiality':
      return {
        sensitivity: phrase(
          say,
          `design-governance.charter.sensitivity.${decided.value<string>('content.default-sensitivity') ?? 'members'}`,
        ),
      }
    case 'safety':
      return { rule: phrase(say, `design-governance.charter.harm.${decided.answer<string>('scope.security')}`) }
    case 'support':
      return {
        host: community.host ?? say('design-governance.charter.host'),
        sponsor: decided.answer<string>('structure.sponsor'),
      }
    case 'review':
      return { day: decided.value<number>('design.review-at-day') ?? 90 }
    default:
      return {}
  }
}

function extraOf(decided: Decided, key: string, say: Words): string | undefined {
  if (key === 'membership' && hubBuilt(decided)) return say('design-governance.charter.hub-clause', hubPromise(decided))
  if (key === 'confidentiality')
    return phrase(
      say,
      `design-governance.charter.recording.${decided.value<string>('recording.default') ?? 'on-with-consent'}`,
    )
  if (key === 'decisions' && required(decided, 'governance.decision-path'))
    return say('design-governance.charter.standard-clause')
  if (key === 'not' && required(decided, 'design.boundary-agreement'))
    return say('design-governance.charter.boundary-clause')
  return undefined
}
