import type { Words } from '#i18n/index.ts'
import type { Because, Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { phrase, pick } from '../common/phrases.ts'
import { languagesOf } from '../common/read.ts'
import type { Governance } from '../governance/types.ts'
import type { Knowledge } from '../knowledge.ts'
import { reason } from '../calendar/reasons.ts'
import { indicators, type Indicator, type Level } from './catalogue.ts'
import { choice, type Reasoned } from './choice.ts'
import type { PlannedSurvey } from './surveys.ts'
import { target, type Target } from './targets.ts'

/** An indicator of this community, with what it aims at and why it is there. */
export interface ChosenIndicator {
  id: string
  code: string
  level: Level
  name: string
  definition: string
  unit: string
  target: Target
  /** Where the figures come from, in words. */
  source: string[]
  frequency: string
  frequencyName: string
  disaggregation: string[]
  disaggregationNames: string[]
  /** Computed from what happens on the platform; else a person confirms it. */
  automated: boolean
  /** Why it is there, in words and with reasons. */
  because: string
  why: Because[]
}

/** What a choice of indicators stands on. */
export interface Material {
  decided: Decided
  governance: Governance
  calendar: Calendar
  knowledge: Knowledge
  surveys: readonly PlannedSurvey[]
}

/** The indicators for this context with their targets, in the order of the catalogue. */
export function chosenIndicators(material: Material, say: Words): ChosenIndicator[] {
  const { decided, governance, surveys } = material
  const catalogue = indicators(decided.locale)
  const held = new Set(governance.objectives.map((objective) => objective.indicator))
  const objectives = catalogue.filter((indicator) => held.has(indicator.id)).map((indicator) => indicator.code)
  const chosen = choice(
    decided,
    catalogue,
    surveys.some((survey) => survey.id === 'network-survey'),
    objectives,
  )
  return catalogue.flatMap((indicator) => {
    const why = chosen.get(indicator.code)
    return why ? [put(indicator, why, material, say)] : []
  })
}

function put(indicator: Indicator, why: Reasoned, material: Material, say: Words): ChosenIndicator {
  const { decided, surveys } = material
  const because = phrase(say, `design-evaluation.because.${why.key}`, {
    set: pick(decided.value<string>('mne.indicator-set') ?? 'core'),
  })
  const breakdown = indicator.disaggregation.filter((by) => applies(by, decided))
  const asked = new Set(surveys.map((survey) => survey.id))
  const surveySources = ['quarterly-pulse', 'annual-survey', 'onboarding-baseline', 'network-survey', 'follow-up-pulse']
  const sources = indicator.sources.filter((source) => !surveySources.includes(source) || asked.has(source))
  return {
    id: indicator.id,
    code: indicator.code,
    level: indicator.level,
    name: indicator.name,
    definition: indicator.definition,
    unit: indicator.unit,
    target: target(indicator, material, say),
    source: (sources.length > 0 ? sources : indicator.sources).map((source) =>
      phrase(say, `design-evaluation.source.${source}`),
    ),
    frequency: indicator.frequency,
    frequencyName: phrase(say, `design-evaluation.frequency.${indicator.frequency.replaceAll(' ', '-')}`),
    disaggregation: breakdown,
    disaggregationNames: breakdown.map((by) => phrase(say, `design-evaluation.by.${by}`)),
    automated: indicator.automated,
    because,
    why: [
      ...why.decisions.flatMap((path) => decided.because(path)),
      ...(why.answers.length > 0 ? [reason(decided, 'formula-indicator-choice', because, why.answers)] : []),
    ],
  }
}

/** Nothing is broken down by what everybody shares, nor where a breakdown could point at a person. */
function applies(by: string, decided: Decided): boolean {
  if (by === 'language') return languagesOf(decided).length > 1
  if (by === 'region')
    return decided.answer<number>('scope.countries') > 1 || decided.answer('scope.co-located') !== true
  if (by === 'gender-optional')
    return decided.answer('scope.security') !== 'high-risk' && decided.value('mne.indicator-set') !== 'micro-7'
  if (by === 'unit-or-office')
    return !(decided.answer('scope.co-located') === true && decided.answer<number>('scope.members') <= 25)
  return true
}
