/** The indicators, surveys and health check of the field, read from `content/`, in one language. */
import healthEnglish from '#content/health-check.json' with { type: 'json' }
import healthFrench from '#content/fr/health-check.json' with { type: 'json' }
import indicatorsEnglish from '#content/indicators.json' with { type: 'json' }
import indicatorsFrench from '#content/fr/indicators.json' with { type: 'json' }
import surveysEnglish from '#content/surveys.json' with { type: 'json' }
import surveysFrench from '#content/fr/surveys.json' with { type: 'json' }
import type { Locale } from '#i18n/index.ts'

type Limit = { op: '>=' | '<='; value: number } | { op: 'between'; min: number; max: number }

/** How a target is set; `domain/07`, 7.2. */
export type TargetRule =
  | { kind: 'absolute'; green: Limit; amber: Limit }
  | { kind: 'by-size-band'; values: number[]; amber_factor: number }
  | { kind: 'by-case'; fact: string; cases: Record<string, { green: number; amber: number }>; op: '>=' | '<=' }
  | { kind: 'share-of-plan'; green: number; amber: number; mode: 'at-least' | 'deviation' }
  | { kind: 'trend-or-report' }

/** What a count is measured against: `times` the `base`. */
export interface Plan {
  base: 'clinic-slots' | 'items-planned' | 'members' | 'member-hours'
  times: number
}

export interface Indicator {
  id: string
  code: string
  level: Level
  name: string
  definition: string
  unit: string
  disaggregation: string[]
  sources: string[]
  frequency: string
  target: { value: number | string; rule: TargetRule; plan?: Plan; per?: string }
  automated: boolean
  core: boolean
}

export const levels = [
  'activity',
  'participation',
  'engagement',
  'satisfaction',
  'knowledge',
  'application',
  'value',
] as const
export type Level = (typeof levels)[number]

export interface Survey {
  id: string
  name: string
  when: string
  minutes: number
  anonymity: string
  invitation: string
  questions: { id: string; text: string }[]
}

interface RawIndicator extends Omit<Indicator, 'core'> {
  core_set: boolean
}

/** Every indicator of the catalogue, in its order. */
export function indicators(locale: Locale): Indicator[] {
  const own = indicatorsFrench.indicators as Record<string, { name: string; definition: string }>
  return (indicatorsEnglish.indicators as unknown as RawIndicator[]).map(({ core_set, ...one }) => ({
    id: one.id,
    code: one.code,
    level: one.level,
    name: (locale === 'fr' ? own[one.id]?.name : undefined) ?? one.name,
    definition: (locale === 'fr' ? own[one.id]?.definition : undefined) ?? one.definition,
    unit: one.unit,
    disaggregation: one.disaggregation,
    sources: one.sources,
    frequency: one.frequency,
    target: one.target,
    automated: one.automated,
    core: core_set,
  }))
}

/** The seven levels with their questions, first to last. */
export function levelNames(locale: Locale): { id: Level; name: string; question: string }[] {
  const own = indicatorsFrench.levels as Record<string, { name: string; question: string }>
  return indicatorsEnglish.levels.map(({ id, name, question }) => ({
    id: id as Level,
    ...(locale === 'fr' ? (own[id] ?? { name, question }) : { name, question }),
  }))
}

/** The survey instruments. */
export function surveys(locale: Locale): Survey[] {
  type Own = {
    name: string
    when: string
    anonymity: string
    invitation: string
    questions: Record<string, { text: string }>
  }
  const french = surveysFrench.surveys as unknown as Record<string, Own>
  return surveysEnglish.surveys.map((survey) => {
    const own = locale === 'fr' ? french[survey.id] : undefined
    return {
      id: survey.id,
      name: own?.name ?? survey.name,
      when: own?.when ?? survey.when,
      minutes: survey.minutes,
      anonymity: own?.anonymity ?? survey.anonymity,
      invitation: own?.invitation ?? survey.invitation,
      questions: survey.questions.map(({ id, text }) => ({ id, text: own?.questions[id]?.text ?? text })),
    }
  })
}

/** The questions of the health check, by dimension. */
export function healthItems(
  locale: Locale,
): { id: string; name: string; weight: number; items: { id: string; question: string }[] }[] {
  const own = healthFrench.items as Record<string, { question: string }>
  const names = healthFrench.dimensions as Record<string, { name: string }>
  return healthEnglish.dimensions.map((dimension) => ({
    id: dimension.id,
    name: (locale === 'fr' ? names[dimension.id]?.name : undefined) ?? dimension.name,
    weight: dimension.weight,
    items: dimension.items.map(({ id, question }) => ({
      id,
      question: (locale === 'fr' ? own[id]?.question : undefined) ?? question,
    })),
  }))
}

/** Questions that a community can answer with its own data, and how. */
export function learningQuestions(
  locale: Locale,
): { id: string; question: string; design: string; metric: string; analysis: string }[] {
  const own = healthFrench.learning_questions as Record<
    string,
    { question: string; design: string; metric: string; analysis: string }
  >
  return healthEnglish.learning_questions.map((one) => ({ ...one, ...(locale === 'fr' ? own[one.id] : undefined) }))
}

/** What keeps figures honest. */
export function guardrails(locale: Locale): string[] {
  return locale === 'fr' ? healthFrench.guardrails : healthEnglish.guardrails
}
