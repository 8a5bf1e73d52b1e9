import type { Words } from '#i18n/index.ts'
import { budgetSplit } from '../../rules/formulas.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { phrase, pick } from '../common/phrases.ts'
import { sizeOf } from '../common/size.ts'
import type { Knowledge } from '../knowledge.ts'
import { costs, type Category, type Cost } from './costs.ts'
import { purseOf, shareOut, type Purse } from './money.ts'

/** The year's money. Amounts of the lines add up to `total` exactly. */
export interface Budget {
  /** ISO 4217. */
  currency: string
  total: number
  lines: BudgetLine[]
  /** Share of each category in the whole, in per cent, beside what communities usually spend. */
  split: { category: Category; name: string; share: number; usual: number; note?: string }[]
  /** Lines that the money does not reach in full: what to decide. */
  short: { key: string; what: string; need: number; amount: number }[]
  /** Money of a year for one member, and for one active member. */
  perMember: number
  perActiveMember: number
  activeMembers: number
  /** How that compares with communities of the kind. */
  comparison: string
  /** Units of the currency for one US dollar that unit costs were turned with; 1 for dollars. */
  rate: number
}

export interface BudgetLine {
  key: string
  category: Category | 'reserve'
  what: string
  amount: number
  /** Share of the whole in per cent, to one decimal. */
  share: number
  justification: string
  /** Path of the decision that asks for it. */
  decision: string
}

/** Part of the whole that is kept for counting and for stories, and for what nobody foresaw (`domain/08`, 8.3). */
const kept = { evaluation: 0.06, contingency: 0.05 }

/** The budget: what the design asks for, cut or grown to what was stated. */
export function budgetOf(decided: Decided, calendar: Calendar, knowledge: Knowledge, say: Words): Budget {
  const purse = purseOf(decided)
  const asked = costs(decided, calendar, knowledge)
  const lines = purse.total > 0 ? paidLines(purse, asked, decided, say) : freeLines(decided, say)
  const { members } = sizeOf(decided)
  const activeMembers = Math.max(1, Math.round((members * (decided.value<number>('targets.active-rate') ?? 50)) / 100))
  return {
    currency: purse.currency,
    total: purse.total,
    lines,
    split: split(lines, purse, say),
    short: purse.total > 0 ? shortLines(lines, asked, purse, say) : [],
    perMember: Math.round(purse.total / members),
    perActiveMember: Math.round(purse.total / activeMembers),
    activeMembers,
    comparison: comparison(decided, purse.total / purse.perUsd / activeMembers, say),
    rate: purse.perUsd,
  }
}

function paidLines(purse: Purse, asked: Cost[], decided: Decided, say: Words): BudgetLine[] {
  const { total, perUsd, step } = purse
  const round = (amount: number) => Math.floor(amount / step) * step
  const counting = round(total * kept.evaluation)
  const contingency = round(total * kept.contingency)
  const wishes = asked.map(({ key, usd, rank, stretch }) => ({ key, need: usd * perUsd, rank, stretch }))
  const { shares, rest } = shareOut(total - counting - contingency, wishes, step)
  // A remainder too small to be a plan of its own is contingency; a larger one is kept openly.
  const saved = rest > total * 0.05 ? round(rest) : 0
  const last = exact(contingency + rest - saved, purse.minor)
  const line = (
    key: string,
    category: BudgetLine['category'],
    amount: number,
    decision: string,
    params = {},
  ): BudgetLine => ({
    key,
    category,
    what: phrase(say, `design-sustainability.budget.line.${key}.what`, params),
    amount,
    share: Math.round((amount / total) * 1000) / 10,
    justification: phrase(say, `design-sustainability.budget.line.${key}.why`, params),
    decision,
  })
  const askedLine = (cost: Cost): BudgetLine => {
    const whole = line(cost.key, cost.category, shares.get(cost.key) ?? 0, cost.decision, cost.params)
    const share = Math.round((whole.amount / (cost.usd * perUsd)) * 100)
    return share >= 80
      ? whole
      : { ...whole, justification: say('design-sustainability.budget.part', { why: whole.justification, share }) }
  }
  return [
    ...asked
      .map(askedLine)
      .filter((one) => one.amount > 0)
      .sort((a, b) => b.amount - a.amount),
    ...(counting > 0 ? [line('counting', 'content', counting, 'mne.indicator-set')] : []),
    ...(saved > 0
      ? [
          line('later', 'reserve', saved, 'budget.profile', {
            sponsor: pick(decided.answer<string>('structure.sponsor')),
          }),
        ]
      : []),
    ...(last > 0 ? [line('contingency', 'reserve', last, 'budget.profile')] : []),
  ]
}

/** Without money the table says what carries each thing instead. */
function freeLines(decided: Decided, say: Words): BudgetLine[] {
  const free = (key: string, category: Category, decision: string): BudgetLine => ({
    key,
    category,
    what: phrase(say, `design-sustainability.budget.line.${key}.what`, {
      people: 0,
      form: 'none',
      support: 0,
      count: 0,
      months: 12,
    }),
    amount: 0,
    share: 0,
    justification: phrase(say, `design-sustainability.budget.free.${key}`),
    decision,
  })
  return [
    free('platform', 'technology', 'platform.hosting-profile'),
    free('speakers', 'roles', 'engagement.external-speakers-per-year'),
    ...(decided.value('cadence.annual-retreat') === 'none'
      ? []
      : [free('retreat', 'meetings', 'cadence.annual-retreat')]),
    free('counting', 'content', 'mne.indicator-set'),
  ]
}

function split(lines: BudgetLine[], { total }: Purse, say: Words): Budget['split'] {
  if (total === 0) return []
  return (Object.entries(budgetSplit) as [Category, number][]).map(([category, usually]) => {
    const amount = lines.filter((line) => line.category === category).reduce((sum, line) => sum + line.amount, 0)
    const share = Math.round((amount / total) * 100)
    const usual = Math.round(usually * 100)
    const off = share - usual
    return {
      category,
      name: phrase(say, `design-sustainability.budget.category.${category}`),
      share,
      usual,
      ...(Math.abs(off) > 10 && {
        note: phrase(say, `design-sustainability.budget.off.${category}`, { more: off > 0 ? 'yes' : 'no' }),
      }),
    }
  })
}

function shortLines(lines: BudgetLine[], asked: Cost[], { perUsd, step }: Purse, say: Words): Budget['short'] {
  const amounts = new Map(lines.map((line) => [line.key, line.amount]))
  return asked
    .map((cost) => ({
      key: cost.key,
      what: phrase(say, `design-sustainability.budget.line.${cost.key}.what`, cost.params),
      need: Math.ceil((cost.usd * perUsd) / step) * step,
      amount: amounts.get(cost.key) ?? 0,
    }))
    .filter(({ need, amount }) => amount < need * 0.8)
}

/** Cash for one active member in a year, as communities of the kind have it (`domain/08`, 8.3, wide). */
function comparison(decided: Decided, usd: number, say: Words): string {
  const retreat = decided.value<string>('cadence.annual-retreat') ?? 'none'
  const gathers = retreat.startsWith('in-person') || retreat === 'one-day-in-person'
  const kind = gathers ? 'retreat' : decided.answer<number>('structure.coordinator-fte') >= 0.2 ? 'hosted' : 'volunteer'
  const [low, high] = { retreat: [400, 1500], hosted: [100, 300], volunteer: [10, 60] }[kind] as [number, number]
  const place = usd < low ? 'below' : usd > high ? 'above' : 'inside'
  return phrase(say, `design-sustainability.budget.comparison.${place}`, {
    kind: phrase(say, `design-sustainability.budget.kind.${kind}`),
    low,
    high,
  })
}

/** Takes away what counting in fractions leaves behind the smallest unit. */
const exact = (amount: number, minor: number): number => Math.round(amount * minor) / minor
