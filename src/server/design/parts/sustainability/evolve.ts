import type { Words } from '#i18n/index.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { launchDay } from '../common/launch.ts'
import { figure, phrase, pick } from '../common/phrases.ts'
import { answered } from '../common/read.ts'
import { monthsOf, sizeOf } from '../common/size.ts'
import type { Workdays } from '../common/workdays.ts'
import type { Evaluation } from '../evaluation.ts'

/** A decision criterion: when it fires, stewards are asked what to do. */
export interface Trigger {
  id: string
  /** Id of an indicator, or the name of something a person records. */
  measure: string
  op: '>=' | '<=' | '<' | '>' | 'is'
  threshold: number | true
  /** Periods running in which it must hold. */
  periods: number
  /** Enough by itself; else two are needed. */
  alone: boolean
  text: string
}

export interface Option {
  id: 'continue' | 'pivot' | 'merge' | 'split' | 'hibernate' | 'close'
  name: string
  triggers: Trigger[]
  /** What is done when it is chosen. */
  course: string
}

export interface Evolve {
  options: Option[]
  precedence: string
  /** Days on which the question is asked even if nothing fires. */
  dates: { date: string; what: string }[]
  /** How the community itself is evaluated. */
  evaluation: string
  who: string
}

/** Options with thresholds that fit this community; those that cannot happen here are left out (`domain/08`, 8.6). */
export function evolve(
  decided: Decided,
  evaluation: Evaluation,
  calendar: Calendar,
  workdays: Workdays,
  say: Words,
): Evolve {
  const launch = launchDay(calendar)
  const months = monthsOf(decided)
  const review = decided.value<number>('design.review-at-day') ?? 90
  const end = workdays.onOrAfter(daysAfter(launch, months * 30 - 10))
  const text = (key: string, params = {}) => phrase(say, `design-sustainability.evolve.${key}`, params)
  return {
    options: optionsFor(decided, evaluation, say),
    precedence: text('precedence'),
    dates: [
      { date: workdays.onOrAfter(daysAfter(launch, review)), what: text('first') },
      { date: end, what: text(months < 12 ? 'end' : 'year') },
    ],
    evaluation: text(`evaluation.${decided.value<string>('sustainability.evaluation') ?? 'own-review-each-year'}`),
    who: text('who', {
      form: pick(decided.value<string>('governance.form') ?? 'other'),
      sponsor: pick(decided.answer<string>('structure.sponsor')),
    }),
  }
}

type Draft = [
  key: string,
  measure: string,
  op: Trigger['op'],
  threshold: number | true,
  periods?: number,
  alone?: boolean,
]

function optionsFor(decided: Decided, evaluation: Evaluation, say: Words): Option[] {
  const { members, micro } = sizeOf(decided)
  const active = decided.value<number>('targets.active-rate') ?? 50
  const counted = new Set(evaluation.indicators.map((indicator) => indicator.id))
  const horizon = decided.answer<number>('budget.horizon-months')
  const several =
    decided.answer('existing.overlap') === true ||
    answered(decided, 'existing.mechanisms', 'other-community') ||
    decided.answer('scope.membership') !== 'single-organisation'
  const may = (condition: boolean, ...drafts: Draft[]): Draft[] =>
    condition ? drafts.filter((draft) => recorded(draft[1]) || counted.has(draft[1])) : []
  const drafts: [Option['id'], Draft[]][] = [
    [
      'continue',
      may(
        true,
        ['health', 'health', '>=', 60],
        ['applied', 'ind-app-02', '>=', 35],
        ['depth', 'ind-val-09', '>=', 50],
        ['horizon', 'ind-val-14', '>=', Math.min(6, Math.max(2, Math.round(horizon / 4)))],
        ['active', 'ind-par-07', '>=', Math.round(active * 0.6)],
      ),
    ],
    [
      'pivot',
      may(
        true,
        ['domain', 'health.domain', '<', 50, 2],
        ['relevance', 'ind-sat-05', '<', 50],
        ['wishes', 'wishes-outside', '>', 40],
        ['strategy', 'host-strategy', 'is', true],
        ['howTo', 'ind-kno-02', '<', 0.7, 3],
      ),
    ],
    [
      'merge',
      may(
        several && !micro,
        ['shared', 'shared-members', '>=', 40],
        ['topics', 'shared-topics', '>=', 50],
        ['bothLow', 'ind-par-07', '<', Math.round(active * 0.6)],
      ),
    ],
    [
      'split',
      may(
        members >= 150,
        ['size', 'active-members', '>', 200],
        ['themes', 'themes-of-25', '>=', 2],
        ['exchange', 'ind-eng-10', '<', 30],
        ['room', 'session-size', '>', 60],
      ),
    ],
    [
      'hibernate',
      may(
        true,
        ['nobody', 'days-without-coordinator', '>=', micro ? 90 : 60],
        ['few', 'ind-par-07', '<', Math.max(3, Math.round(active / 4)), 2],
        ['crisis', 'crisis', 'is', true],
      ),
    ],
    [
      'close',
      may(
        true,
        ['met', 'purpose-met', 'is', true, 1, true],
        ['host', 'host-closes', 'is', true, 1, true],
        ['empty', 'ind-par-07', '<', Math.max(2, Math.round(active / 8)), 3],
        ['slept', 'months-hibernated', '>=', 12],
      ),
    ],
  ]
  return drafts
    .filter(([, triggers]) => triggers.length > 0)
    .map(([id, triggers]) => ({
      id,
      name: phrase(say, `design-sustainability.evolve.${id}.name`),
      triggers: triggers.map((draft) => trigger(id, draft, say)),
      course: phrase(say, `design-sustainability.evolve.${id}.then`),
    }))
}

/** What a person records, as against what an indicator counts. */
const recorded = (measure: string): boolean => !measure.startsWith('ind-')

function trigger(
  option: string,
  [key, measure, op, threshold, periods = 1, alone = false]: Draft,
  say: Words,
): Trigger {
  return {
    id: `trg-${option}-${key}`,
    measure,
    op,
    threshold,
    periods,
    alone,
    text: phrase(say, `design-sustainability.evolve.${option}.${key}`, {
      threshold: threshold === true ? '' : figure(say, threshold, 2),
      periods,
    }),
  }
}
