/** Three to five things that the community will be held to, each with an indicator, a target and a day. */
import english from '#content/indicators.json' with { type: 'json' }
import french from '#content/fr/indicators.json' with { type: 'json' }
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { reason } from '../calendar/reasons.ts'
import { phrase, figure } from '../common/phrases.ts'
import { monthsOf } from '../common/size.ts'
import { gapsOf, gapTypes } from './gaps.ts'
import { hubBuilt } from './hub.ts'
import type { Objective } from './types.ts'

/** An indicator that tells whether a kind of gap closes, and its starting target in a year (`content/indicators.json`). */
interface Aim {
  indicator: string
  target: number
  /** A count grows with the months; a share does not. */
  counts?: boolean
  direction?: 'lower'
}

const aims: Record<string, Aim> = {
  'live-problems': { indicator: 'ind-app-05', target: 65 },
  'method-skill': { indicator: 'ind-kno-03', target: 0.6 },
  'tools-templates': { indicator: 'ind-app-03', target: 0.3 },
  'standards-harmonisation': { indicator: 'ind-app-06', target: 2, counts: true },
  'evidence-use': { indicator: 'ind-val-05', target: 2, counts: true },
  'data-systems': { indicator: 'ind-eng-05', target: 16, direction: 'lower' },
  'soft-skills': { indicator: 'ind-act-10', target: 60 },
  'lessons-reuse': { indicator: 'ind-app-09', target: 30 },
  awareness: { indicator: 'ind-kno-04', target: 70 },
}

/** The objectives: the first gaps by priority, then taking part and using what was learned. Five at most, three at least. */
export function objectivesOf(decided: Decided, say: Words): Objective[] {
  const forGaps = gapTypes(decided)
    .slice(0, 3)
    .flatMap((type) => (aims[type] ? [objective(decided, instead(decided, type, aims[type]), say, type)] : []))
  const active = decided.value<number>('targets.active-rate')
  const common: Aim[] = [
    { indicator: 'ind-par-07', target: active ?? 45 },
    ...(hubBuilt(decided) ? [{ indicator: 'ind-par-12', target: 85 }] : []),
    { indicator: 'ind-app-01', target: 40 },
    ...(decided.answer<string[]>('existing.limitations').includes('not-safe')
      ? [{ indicator: 'ind-sat-04', target: 4 }]
      : []),
  ]
  const chosen = new Set(forGaps.map((one) => one.indicator))
  const others = common.filter((aim) => !chosen.has(aim.indicator)).map((aim) => objective(decided, aim, say))
  return [...forGaps, ...others].slice(0, decided.value('mne.indicator-set') === 'micro-7' ? 3 : 5)
}

// Without clinics there are no clinic actions to follow: whether questions are answered says it then.
function instead(decided: Decided, type: string, aim: Aim): Aim {
  if (type === 'live-problems' && !decided.list('cadence.events').includes('peer-clinic'))
    return { indicator: 'ind-eng-04', target: 85 }
  if (type === 'soft-skills') return { ...aim, target: decided.value<number>('targets.member-led-share') ?? aim.target }
  return aim
}

function objective(decided: Decided, aim: Aim, say: Words, type?: string): Objective {
  const months = monthsOf(decided)
  const target = aim.counts ? Math.max(1, Math.round((aim.target * months) / 12)) : aim.target
  const gap = gapsOf(decided).find((one) => one.type === type)
  const { start } = decided.context.community
  return {
    id: `obj-${aim.indicator.slice(4)}`,
    text: phrase(say, `design-governance.objective.${aim.indicator}`, { target: figure(say, target), count: target }),
    ...(gap && { gap: gap.title }),
    ...(type && { gapType: type }),
    indicator: aim.indicator,
    measure: indicatorName(aim.indicator, say),
    target,
    unit: indicators.get(aim.indicator)?.unit ?? '',
    direction: aim.direction ?? 'higher',
    month: months,
    ...(start && { date: Temporal.PlainDate.from(start).add({ months }).subtract({ days: 1 }).toString() }),
    because: because(aim.indicator),
    why: [
      type
        ? reason(
            decided,
            'formula-objective',
            say('design-governance.objective.why-gap', { type: phrase(say, `design-governance.gap.${type}`) }),
            ['gaps.types'],
          )
        : reason(decided, 'formula-objective', phrase(say, `design-governance.objective.why.${aim.indicator}`), [
            'scope.size-band',
          ]),
    ],
  }
}

const indicators = new Map(english.indicators.map((indicator) => [indicator.id, indicator]))

function indicatorName(id: string, say: Words): string {
  const translated = (french.indicators as Record<string, { name?: string }>)[id]?.name
  return (say.locale === 'fr' && translated) || (indicators.get(id)?.name ?? id)
}

// Where a rule settled the target, or what makes it countable, its reasons belong to the objective.
function because(indicator: string): string[] {
  const paths: Record<string, string[]> = {
    'ind-par-07': ['targets.active-rate'],
    'ind-par-12': ['membership.hub'],
    'ind-app-05': ['cadence.peer-clinic'],
    'ind-act-10': ['targets.member-led-share'],
  }
  return paths[indicator] ?? []
}
