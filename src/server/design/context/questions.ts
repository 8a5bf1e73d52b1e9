/**
 * The questions of the web form: six short steps, 25 questions in all, each filling one answer or a few that belong
 * together. Every answer that the rules read is filled by exactly one question, or follows from another answer.
 */
import { words, type Locale } from '#i18n/index.ts'
import { answerSpec, groups, type Group } from '../rules/rulebook.ts'
import type { Json } from '../basics.ts'
import { currencyCodes } from './currencies.ts'
import { countryCodes } from './places.ts'
import { nameOfAnswer, sayAnswer } from './say.ts'

/** How a field is asked. A share is shown as per cent and kept as 0-1. */
export type FieldKind =
  | 'text'
  | 'long-text'
  | 'integer'
  | 'number'
  | 'share'
  | 'boolean'
  | 'enum'
  | 'list'
  | 'text-list'
  | 'countries'
  | 'languages'
  | 'zone'
  | 'date'
  | 'periods'
  | 'gap-list'
  | 'currency'

export interface Field {
  /** Where the answer stands in the context: `scope.members`. */
  answer: string
  kind: FieldKind
  label: string
  help?: string
  required: boolean
  /** For `enum`, `list`, `currency` and `countries`; each with its words. */
  options?: { value: string; label: string }[]
  min?: number
  max?: number
  /** What is taken when nobody knows, in words; none where nothing is taken. */
  assumed?: { value: Json; label: string }
}

export interface Question {
  id: string
  step: Group
  title: string
  help: string
  example: string
  fields: Field[]
}

export interface Step {
  id: Group
  title: string
  lede: string
  questions: Question[]
}

/** What each question fills, in the order in which it is asked. Its words stand under `context.questions`. */
const asked: readonly [id: string, step: Group, answers: string[]][] = [
  ['name', 'scope', ['community.name', 'community.host']],
  ['purpose', 'scope', ['community.purpose']],
  ['members', 'scope', ['scope.members', 'scope.target-population']],
  ['membership', 'scope', ['scope.membership']],
  [
    'places',
    'scope',
    ['community.countries', 'scope.countries', 'community.zone', 'scope.utc-span-hours', 'scope.co-located'],
  ],
  ['languages', 'scope', ['scope.languages', 'scope.second-language-share']],
  ['connection', 'scope', ['scope.bandwidth', 'scope.low-bandwidth-share']],
  ['security', 'scope', ['scope.security']],
  ['people', 'scope', ['scope.role-mix', 'scope.junior-share']],
  ['model', 'structure', ['structure.model', 'structure.competing']],
  ['sponsor', 'structure', ['structure.sponsor', 'structure.manager-support']],
  ['hours', 'structure', ['structure.hours-per-month']],
  ['coordinator', 'structure', ['structure.coordinator-fte']],
  ['working-life', 'structure', ['structure.solo-share', 'structure.turnover', 'structure.hierarchy-strong']],
  ['hub', 'structure', ['structure.hub']],
  ['mechanisms', 'existing', ['existing.mechanisms']],
  ['limitations', 'existing', ['existing.limitations', 'existing.limits-in-own-words']],
  ['history', 'existing', ['existing.failed-before', 'existing.overlap']],
  ['gaps', 'gaps', ['gaps.list']],
  ['gap-kinds', 'gaps', ['gaps.types', 'gaps.expertise', 'gaps.count']],
  ['tools', 'platforms', ['platforms.available']],
  ['rules', 'platforms', ['platforms.externals-allowed', 'platforms.policy-blocks-chat']],
  ['cash', 'budget', ['budget.annual', 'budget.currency']],
  ['in-kind', 'budget', ['budget.in-kind-fte', 'budget.travel']],
  ['when', 'budget', ['budget.horizon-months', 'community.start', 'community.quiet-periods']],
]

/** Every question in a language. */
export function questions(locale: Locale): Question[] {
  const w = words(locale)
  const say = (id: string, what: string): string => w.maybe(`context.questions.${id}.${what}`) ?? ''
  return asked.map(([id, step, answers]) => ({
    id,
    step,
    title: say(id, 'title'),
    help: say(id, 'help'),
    example: say(id, 'example'),
    fields: answers.map((answer) => field(answer, locale)),
  }))
}

/** The six steps in a language, each with its questions. */
export function steps(locale: Locale): Step[] {
  const w = words(locale)
  const all = questions(locale)
  return groups.map((id) => ({
    id,
    title: w(`context.steps.${id}.title`),
    lede: w(`context.steps.${id}.lede`),
    questions: all.filter((question) => question.step === id),
  }))
}

/** Kinds that the rule book does not tell: what is only printed, and answers with a form of their own. */
const ownKinds: Record<string, FieldKind> = {
  'community.name': 'text',
  'community.host': 'text',
  'community.purpose': 'long-text',
  'community.countries': 'countries',
  'community.zone': 'zone',
  'community.start': 'date',
  'community.quiet-periods': 'periods',
  'scope.languages': 'languages',
  'existing.limits-in-own-words': 'text-list',
  'gaps.list': 'gap-list',
  'budget.annual': 'number',
  'budget.currency': 'currency',
}

function field(answer: string, locale: Locale): Field {
  const spec = answerSpec(answer)
  const kind = ownKinds[answer] ?? (spec?.max === 1 && spec.type === 'number' ? 'share' : (spec?.type as FieldKind))
  const help = words(locale).maybe(`context.help.${answer}`)
  const options = optionsFor(answer, kind, locale)
  const assumed = spec?.default
  return {
    answer,
    kind,
    label: nameOfAnswer(locale, answer),
    required: answer === 'community.name' || spec?.required === true,
    ...(help ? { help } : {}),
    ...(options ? { options } : {}),
    ...(spec?.min === undefined ? {} : { min: spec.min, max: spec.max! }),
    ...(assumed === undefined ? {} : { assumed: { value: assumed, label: sayAnswer(locale, answer, assumed) } }),
  }
}

function optionsFor(answer: string, kind: FieldKind, locale: Locale): Field['options'] {
  if (kind === 'currency') return named(currencyCodes, new Intl.DisplayNames(locale, { type: 'currency' }), locale)
  if (kind === 'countries') return named(countryCodes, new Intl.DisplayNames(locale, { type: 'region' }), locale)
  return answerSpec(answer)?.options?.map((value) => ({ value, label: sayAnswer(locale, answer, value) }))
}

function named(codes: readonly string[], names: Intl.DisplayNames, locale: Locale): { value: string; label: string }[] {
  const { compare } = new Intl.Collator(locale)
  return codes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((a, b) => compare(a.label, b.label))
}

/** Choices of each column of the list of gaps. */
export function gapOptions(
  locale: Locale,
): Record<'type' | 'priority' | 'expertise', { value: string; label: string }[]> {
  const labelled = (id: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: sayAnswer(locale, id, value) }))
  return {
    type: labelled('gaps.types', answerSpec('gaps.types')!.options!),
    priority: labelled('gaps.priority', ['high', 'medium', 'low']),
    expertise: labelled('gaps.expertise', answerSpec('gaps.expertise')!.options!),
  }
}
