/** The retreat: which form, and which days at the end of the year. */
import { daysAfter, weekdayOf } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import type { Year } from './span.ts'

/** The variant of the format that a decided form is held in; `undefined` for the two days of the format itself. */
export function retreatVariant(decided: Decided): string | undefined {
  return variants[decided.value<string>('cadence.annual-retreat') ?? 'none']
}

const variants: Record<string, string> = {
  'half-day-on-site': 'half-day',
  'online-half-day': 'half-day',
  'online-4x150': 'online-4x150',
  'one-day-local-hubs': 'one-day',
  'attached-to-existing-meeting': 'one-day',
  'one-day-in-person': 'one-day',
}

/**
 * The days of a retreat of so many sittings: near the second week of the last month, so that its decisions make the next year's
 * calendar (`domain/` entry 04.2). Two days follow one another in one week; four spread over two weeks, on `weekdays`. Empty when no such days are open.
 */
export function retreatDays(
  sittings: number,
  weekdays: readonly number[],
  year: Year,
  free: (date: string) => boolean,
): string[] {
  const wish = daysAfter(year.months.at(-1) ?? year.from, 8)
  for (const date of nearest(wish, year)) {
    const days =
      sittings > 2 ? spread(date, sittings, weekdays) : Array.from({ length: sittings }, (_, n) => daysAfter(date, n))
    const inside = sittings > 2 || weekdayOf(date) !== 1
    if (inside && days.length === sittings && days.every(free)) return days
  }
  return []
}

// The rest of that month, then back by up to six months: a retreat belongs to the end, but not into the days after it.
function nearest(wish: string, year: Year): string[] {
  const around = (step: 1 | -1, count: number) =>
    Array.from({ length: count }, (_, n) => daysAfter(wish, step * (n + (step < 0 ? 1 : 0))))
  return [
    ...around(1, 23).filter((date) => date.slice(0, 7) === wish.slice(0, 7) && date <= year.to),
    ...around(-1, 180).filter((date) => date >= year.from),
  ]
}

function spread(first: string, sittings: number, weekdays: readonly number[]): string[] {
  if (!weekdays.includes(weekdayOf(first))) return []
  return Array.from({ length: 14 }, (_, n) => daysAfter(first, n))
    .filter((date) => weekdays.includes(weekdayOf(date)))
    .slice(0, sittings)
}
