/** Gives every wished date its day: the day itself where it is open, else the nearest that is, else none. */
import { daysAfter } from '#server/foundations/time/index.ts'
import type { Diary } from './diary.ts'
import type { SeriesPlan } from './plan.ts'
import { retreatDays } from './retreat.ts'
import type { Year } from './span.ts'
import { wishesOf, type Wish } from './wishes.ts'

/** A wish with its day. */
export interface Settled extends Wish {
  moved?: { from: string; why: string }
}
/** Dates of a rule on which nothing is held, by series key. */
export type Skipped = Map<string, { date: string; why: string }[]>

/** Days by series key, and what found none. */
export interface Settlement {
  days: Map<string, Settled[]>
  skipped: Skipped
}

/**
 * Settles all plans that follow a rule of their own. First everybody who can have the very day of the rule has it; then the
 * retreat takes its days; then those who have to move do, in the order of the plans. So a move never pushes another event away.
 */
export function settleAll(plans: readonly SeriesPlan[], year: Year, diary: Diary): Settlement {
  const settlement: Settlement = { days: new Map(), skipped: new Map() }
  const opening = plans.filter((plan) => plan.when.kind === 'first')
  for (const plan of opening) settle(plan, wishesOf(plan, year.from, year), diary, settlement)
  const launch = opening.flatMap((plan) => settlement.days.get(plan.key) ?? [])[0]?.date
  const from = launch ? daysAfter(launch, 1) : year.from
  const regular = plans.filter((plan) => plan.when.kind === 'monthly' || plan.when.kind === 'weekly')
  const waiting = regular.map((plan) => ({
    plan,
    wishes: keepOpen(plan, wishesOf(plan, from, year), diary, settlement),
  }))
  for (const plan of plans)
    if (plan.when.kind === 'closing') settleRetreat(plan, plan.when.weekdays, year, diary, settlement)
  for (const { plan, wishes } of waiting) settle(plan, wishes, diary, settlement)
  for (const plan of regular) dropBroken(plan, settlement)
  return settlement
}

/** Settles the wishes of one plan, moving where it must. */
export function settle(plan: SeriesPlan, wishes: readonly Wish[], diary: Diary, settlement: Settlement): void {
  for (const wish of wishes) {
    const refused = diary.refuses(wish.date, plan)
    const date = refused ? alternatives(wish, plan).find((day) => !diary.refuses(day, plan)) : wish.date
    if (!date) note(settlement.skipped, plan.key, { date: wish.date, why: refused ?? '' })
    else {
      diary.keep(date, plan)
      const moved = refused && !wish.instead ? { moved: { from: wish.date, why: refused } } : {}
      note(settlement.days, plan.key, { ...wish, date, ...moved })
    }
  }
}

/** Keeps the wishes whose day is open and gives back the others. */
function keepOpen(plan: SeriesPlan, wishes: readonly Wish[], diary: Diary, settlement: Settlement): Wish[] {
  return wishes.filter((wish) => {
    if (diary.refuses(wish.date, plan)) return true
    diary.keep(wish.date, plan)
    note(settlement.days, plan.key, wish)
    return false
  })
}

function settleRetreat(
  plan: SeriesPlan,
  weekdays: readonly number[],
  year: Year,
  diary: Diary,
  { days, skipped }: Settlement,
): void {
  const of = plan.sittings.length
  const found = retreatDays(of, weekdays, year, (date) => !diary.refuses(date, plan))
  if (found.length === 0) note(skipped, plan.key, { date: year.to, why: diary.refuses(year.to, plan) ?? '' })
  found.forEach((date, n) => {
    diary.keep(date, plan)
    note(days, plan.key, { date, turn: 0, ...(of > 1 && { part: { number: n + 1, of } }) })
  })
}

/**
 * The nearest day of the same week, then the weeks beside it. What comes back within a fortnight is not chased that far, and what
 * comes back every week is not chased at all.
 */
function alternatives(wish: Wish, plan: SeriesPlan): string[] {
  if (wish.instead) return wish.instead
  if (plan.when.kind === 'weekly') return []
  if (plan.when.kind === 'first') return Array.from({ length: 90 }, (_, n) => daysAfter(wish.date, n + 1))
  const week = [-1, 1, -2, 2, -3, 3]
  const beside = [7, -7, 6, 8, -6, -8, 14, -14, 13, 15, -13, -15]
  return (plan.rhythm === 'biweekly' ? week : [...week, ...beside]).map((step) => daysAfter(wish.date, step))
}

// An event in parts of which one found no day is not held: half a workshop is none.
function dropBroken(plan: SeriesPlan, { days, skipped }: Settlement): void {
  const of = plan.sittings.length
  const found = (days.get(plan.key) ?? []).sort(
    (a, b) => a.turn - b.turn || (a.part?.number ?? 0) - (b.part?.number ?? 0),
  )
  const whole = found.filter((day) => found.filter((other) => other.turn === day.turn).length === of)
  for (const day of found)
    if (!whole.includes(day)) note(skipped, plan.key, { date: day.date, why: skipped.get(plan.key)?.[0]?.why ?? '' })
  days.set(plan.key, whole)
}

function note<T>(into: Map<string, T[]>, key: string, item: T): void {
  const there = into.get(key)
  if (there) there.push(item)
  else into.set(key, [item])
}
