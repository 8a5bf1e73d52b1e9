/** Sums of money without a lost cent: worked in the currency's smallest unit, shared out by rule, always adding up. */
import { currency } from '../../context/currencies.ts'
import type { Decided } from '../../basics.ts'

/** The stated budget of a year. */
export interface Purse {
  /** ISO 4217. */
  currency: string
  /** In the currency's own unit, to its smallest part. */
  total: number
  /** Units of it for one US dollar, about: what unit costs known in dollars are turned with. */
  perUsd: number
  /** Smallest units in one unit: 100 for the rand, 1 for the yen. */
  minor: number
  /** Lines are multiples of so many units, so that a table reads well: 1, 10, 100 … */
  step: number
}

/** The budget as it was stated; in US dollars where only those were given. */
export function purseOf(decided: Decided): Purse {
  const { annual, currency: code } = decided.context.budget
  const known = annual === undefined ? undefined : currency(code ?? 'USD')
  const chosen = known ?? { code: 'USD', perUsd: 1 }
  const stated = known && annual !== undefined ? annual : decided.answer<number>('budget.annual-usd')
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency: chosen.code }).resolvedOptions().maximumFractionDigits ??
    2
  const minor = 10 ** digits
  const total = Math.round(stated * minor) / minor
  return { currency: chosen.code, total, perUsd: chosen.perUsd, minor, step: stepOf(total) }
}

/** Three figures are enough for a plan: a thousandth of the whole, as a power of ten, and never less than one unit. */
function stepOf(total: number): number {
  return total < 1000 ? 1 : 10 ** Math.max(0, Math.floor(Math.log10(total)) - 3)
}

/** What one line would like, and how it gives way. */
export interface Wish {
  key: string
  /** What it takes, in the purse's unit. */
  need: number
  /** Lower is served first. */
  rank: number
  /** How many times its need it may grow to when money is left; 1 for what has a price. */
  stretch: number
}

/**
 * Shares a sum out over wishes: rank by rank while it lasts, within a rank in proportion, then what is left to those that can
 * use more. Every share but the returned `rest` is a multiple of `step`; shares and rest add up to the sum exactly.
 */
export function shareOut(
  sum: number,
  wishes: readonly Wish[],
  step: number,
): { shares: Map<string, number>; rest: number } {
  const shares = new Map<string, number>()
  let left = Math.max(0, sum)
  const ranks = [...new Set(wishes.map((wish) => wish.rank))].sort((a, b) => a - b)
  for (const rank of ranks) {
    const here = wishes.filter((wish) => wish.rank === rank)
    const need = here.reduce((total, wish) => total + wish.need, 0)
    const portion = need > 0 ? Math.min(1, left / need) : 0
    // Crumbs help nobody: what cannot be served to a seventh waits.
    if (portion < 1 / 7) break
    for (const wish of here) left -= give(shares, wish.key, Math.min(left, wish.need * portion), step)
  }
  const room = (wish: Wish) => Math.max(0, wish.need * wish.stretch - (shares.get(wish.key) ?? 0))
  const elastic = wishes.filter((wish) => wish.stretch > 1 && room(wish) > 0)
  const all = elastic.reduce((total, wish) => total + room(wish), 0)
  const portion = all > 0 ? Math.min(1, left / all) : 0
  for (const wish of elastic) left -= give(shares, wish.key, Math.min(left, room(wish) * portion), step)
  return { shares, rest: left }
}

function give(shares: Map<string, number>, key: string, amount: number, step: number): number {
  const rounded = Math.floor(amount / step + 1e-9) * step
  shares.set(key, (shares.get(key) ?? 0) + rounded)
  return rounded
}
