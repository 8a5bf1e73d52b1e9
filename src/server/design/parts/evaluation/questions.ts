import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { phrase } from '../common/phrases.ts'
import { sizeOf } from '../common/size.ts'
import { guardrails, learningQuestions } from './catalogue.ts'

/** A question that the community answers with its own data. */
export interface LearningQuestion {
  id: string
  question: string
  how: string
  measures: string
  why: string
}

/** Questions from the gaps, and those of the founding deck that this community can really answer. */
export function questions(decided: Decided, calendar: Calendar, say: Words): LearningQuestion[] {
  const chosen = new Set(askable(decided, calendar))
  const general = learningQuestions(decided.locale)
    .filter((one) => chosen.has(one.id))
    .map((one) => ({
      id: one.id,
      question: one.question,
      how: `${one.design}; ${one.analysis}`,
      measures: one.metric,
      why: phrase(say, `design-evaluation.question.${one.id}`),
    }))
  const gaps = (decided.context.gaps.list ?? []).toSorted((a, b) => weight[a.priority] - weight[b.priority])
  const own = gaps.slice(0, 3).map((gap, index) => ({
    id: `lq-gap-${index + 1}`,
    question: say('design-evaluation.question.gap', { gap: gap.title }),
    how: say('design-evaluation.question.gapHow'),
    measures: 'KNO-06, APP-01, APP-02',
    why: say('design-evaluation.question.gapWhy', { priority: gap.priority }),
  }))
  return [...own, ...general]
}

const weight = { high: 0, medium: 1, low: 2 } as const

function askable(decided: Decided, calendar: Calendar): string[] {
  const { large, micro } = sizeOf(decided)
  const sizes = new Set(calendar.formats.map((format) => format.size.ideal))
  const forms = decided.value<string>('cadence.live-form')
  const share = decided.value<number>('cadence.in-person-share-min')
  const retreat = decided.value<string>('cadence.annual-retreat') ?? 'none'
  return [
    'lq-transfer',
    ...(large || (sizes.size >= 3 && !micro) ? ['lq-size'] : []),
    ...(decided.list('membership.circles').includes('mel-hub') ? ['lq-open-closed'] : []),
    ...(forms !== 'in-person' && (share !== undefined || retreat.includes('person') || retreat.includes('hubs'))
      ? ['lq-mode']
      : []),
    ...(decided.answer('scope.role-mix') === 'mostly-mel-staff' ? [] : ['lq-engaged-in-practice']),
    // Twenty coded stories are needed, which takes a large community or two years.
    ...(large || decided.answer<number>('budget.horizon-months') >= 24 ? ['lq-outcomes'] : []),
  ]
}

/** What keeps figures honest and people safe. */
export function guards(decided: Decided, say: Words): string[] {
  const risk = decided.answer<string>('scope.security')
  return [
    say('design-evaluation.guard.small'),
    say('design-evaluation.guard.managers'),
    say('design-evaluation.guard.reading'),
    ...(risk === 'high-risk' ? [say('design-evaluation.guard.highRisk')] : []),
    ...(decided.answer('structure.competing') === true ? [say('design-evaluation.guard.competing')] : []),
    say('design-evaluation.guard.load'),
    say('design-evaluation.guard.keep'),
    ...guardrails(decided.locale),
  ]
}
