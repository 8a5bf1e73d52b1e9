/** What if there were less, or more: the same context with half and twice the money and hours. */
import type { Context, Decided } from '../basics.ts'
import { compare, type Comparison } from './compare.ts'
import { decide, type DecideOptions } from './decide.ts'

export type VariantId = 'lean' | 'standard' | 'rich'

export interface Variant {
  id: VariantId
  context: Context
  decided: Decided
  /** What differs from the design as asked; empty for `standard`. */
  against: Comparison
}

/** What is multiplied: cash, hours promised, coordination, released time. */
const factors: Record<VariantId, { cash: number; hours: number; coordination: number }> = {
  lean: { cash: 0.4, hours: 0.5, coordination: 0.5 },
  standard: { cash: 1, hours: 1, coordination: 1 },
  rich: { cash: 2.5, hours: 1.5, coordination: 1.75 },
}

/** A community without any money is offered this much in the rich variant, in US dollars a year. */
const firstMoney = 5000

/** Three designs of one context: lean, as asked, rich. Overrides hold in all three. */
export function variants(context: Context, options: DecideOptions = {}): Variant[] {
  const standard = decide(context, options)
  return (['lean', 'standard', 'rich'] as const).map((id) => {
    const scaled = id === 'standard' ? context : scale(context, standard, id)
    const decided = id === 'standard' ? standard : decide(scaled, options)
    return { id, context: scaled, decided, against: compare(standard, decided) }
  })
}

/** The context with other means. The budget is told in US dollars and in the currency that it was given in. */
function scale(context: Context, standard: Decided, id: VariantId): Context {
  const { cash, hours, coordination } = factors[id]
  const usd = standard.answer<number>('budget.annual-usd')
  const annualUsd = usd === 0 && id === 'rich' ? firstMoney : Math.round(usd * cash)
  const { annual } = context.budget
  return {
    ...context,
    structure: {
      ...context.structure,
      'hours-per-month': quarter(standard.answer<number>('structure.hours-per-month') * hours, 0.25, 80),
      'coordinator-fte': hundredth(standard.answer<number>('structure.coordinator-fte') * coordination, 50),
    },
    budget: {
      ...context.budget,
      'annual-usd': annualUsd,
      ...(annual === undefined ? {} : { annual: usd === 0 ? annual : Math.round((annual * annualUsd) / usd) }),
      'in-kind-fte': hundredth(standard.answer<number>('budget.in-kind-fte') * coordination, 50),
      ...(id === 'lean' ? { travel: false } : {}),
    },
  }
}

/** To a quarter of an hour, within what an answer may be. */
const quarter = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.round(value * 4) / 4))

const hundredth = (value: number, most: number): number => Math.min(most, Math.round(value * 100) / 100)
