/** From a context to answers: what was given, what is worked out, and what is assumed because nobody said. */
import type { Assumption, Context, Gap, Json } from '../basics.ts'
import type { Locale } from '#i18n/index.ts'
import { words } from '#i18n/index.ts'
import { answerSpecs, type AnswerSpec } from '../rules/rulebook.ts'
import { budgetBand, coordinatorFte, sizeBand } from '../rules/formulas.ts'
import { currency, toUsd } from './currencies.ts'
import { nameOfAnswer, sayAnswer } from './say.ts'

export interface Answers {
  /** Every answer by id, given, assumed or worked out. */
  values: Readonly<Record<string, Json>>
  /** Ids of those that nobody gave. */
  assumed: ReadonlySet<string>
  /** The same as sentences, with the exchange rate if one was used. */
  assumptions: Assumption[]
}

/** Answers to a context that `readContext` accepted. Pure; the same context gives the same answers. */
export function answersOf(context: Context, locale: Locale): Answers {
  const values: Record<string, Json> = {}
  const assumed = new Set<string>()
  for (const spec of answerSpecs) {
    if (spec.derived) continue
    const given = givenIn(context, spec)
    values[spec.id] = given ?? fallback(spec, values)
    if (given === undefined) assumed.add(spec.id)
  }
  Object.assign(values, workedOut(values))
  return { values, assumed, assumptions: [...sentences(values, assumed, locale), ...rate(context, values, locale)] }
}

/** What the context says about an answer, straight or by what follows from it (a list of gaps has a length). */
function givenIn(context: Context, spec: AnswerSpec): Json | undefined {
  const [, name = ''] = spec.id.split('.')
  const straight = (context[spec.group] as Record<string, Json | undefined>)?.[name]
  if (straight !== undefined && straight !== null) return emptyMeansNone(spec, straight)
  const gaps = context.gaps?.list
  if (spec.id === 'scope.countries') return context.community?.countries?.length || undefined
  if (spec.id === 'budget.annual-usd') return usd(context)
  if (!gaps?.length) return undefined
  if (spec.id === 'gaps.count') return gaps.length
  if (spec.id === 'gaps.types') return [...new Set(gaps.map((gap) => gap.type))]
  if (spec.id === 'gaps.expertise') return mostFrequent(gaps)
  return undefined
}

/** An empty list of tools means that there are none, and says so. */
const emptyMeansNone = (spec: AnswerSpec, value: Json): Json =>
  Array.isArray(value) && value.length === 0 && spec.options?.includes('none') ? ['none'] : value

const usd = (context: Context): number | undefined =>
  context.budget?.annual === undefined ? undefined : toUsd(context.budget.annual, context.budget.currency ?? 'USD')

function mostFrequent(gaps: Gap[]): string {
  const counts = new Map<string, number>()
  for (const { expertise } of gaps) counts.set(expertise, (counts.get(expertise) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0]
}

function fallback(spec: AnswerSpec, soFar: Record<string, Json>): Json {
  if (spec.id === 'scope.target-population') return Math.round(Number(soFar['scope.members']) * 1.5)
  if (spec.default === undefined) throw new Error(`The answer "${spec.id}" is needed and has no default`)
  return spec.default
}

/** The answers that are never asked. */
function workedOut(values: Record<string, Json>): Record<string, Json> {
  const members = Number(values['scope.members'])
  const annual = Number(values['budget.annual-usd'])
  return {
    'scope.size-band': sizeBand(members),
    'scope.reach-share': Math.min(1, members / Number(values['scope.target-population'])),
    'structure.fte-need': coordinatorFte(members),
    'budget.band': budgetBand(annual),
    'budget.per-member': Math.round((annual / members) * 100) / 100,
  }
}

function sentences(values: Record<string, Json>, assumed: Set<string>, locale: Locale): Assumption[] {
  const w = words(locale)
  return [...assumed].map((answer) => ({
    answer,
    value: values[answer]!,
    text: w('context.assumed', {
      answer: nameOfAnswer(locale, answer),
      value: sayAnswer(locale, answer, values[answer]!),
    }),
  }))
}

function rate(context: Context, values: Record<string, Json>, locale: Locale): Assumption[] {
  const { annual, currency: code } = context.budget ?? {}
  if (!annual || !code || code === 'USD' || context.budget['annual-usd'] !== undefined) return []
  const { perUsd, asOf } = currency(code)!
  const tag = locale === 'en' ? 'en-GB' : locale
  const money = (sum: number, of: string): string =>
    new Intl.NumberFormat(tag, { style: 'currency', currency: of, maximumFractionDigits: 0 }).format(sum)
  const text = words(locale)('context.rate', {
    annual: money(annual, code),
    usd: money(Number(values['budget.annual-usd']), 'USD'),
    rate: new Intl.NumberFormat(tag, { maximumFractionDigits: perUsd < 10 ? 3 : 1 }).format(perUsd),
    currency: code,
    date: new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(asOf)),
  })
  return [{ answer: 'budget.annual-usd', value: values['budget.annual-usd']!, text }]
}
