/** Which days of the week the community meets on: those that meet the fewest holidays, never chosen by taste. */
import type { Words } from '#i18n/index.ts'
import { daysBetween, type Openings, weekdayName, weekdayOf } from '#server/foundations/time/index.ts'
import type { Year } from './span.ts'
import type { Weekdays } from './types.ts'

/**
 * Four weekdays: first the middle of the common working week, each day by how often it is open in this year, then the first and the last
 * day of the week, which empty first and on which many pray or travel. Where a week has fewer than four working days, one serves twice.
 */
export function chooseWeekdays(openings: Openings, year: Year, say: Words): Weekdays {
  const week = workingWeek(openings.workdays)
  const closed = closedDays(openings, year)
  const times = (day: number): number => closed.get(day) ?? 0
  // Of equals the later comes first: Thursday, Wednesday, Tuesday.
  const byOpenness = (days: readonly number[]) => [...days].reverse().sort((a, b) => times(a) - times(b))
  const middle = byOpenness(week.length > 3 ? week.slice(1, -1) : week)
  const ranked = [...middle, ...byOpenness(week.filter((day) => !middle.includes(day)))]
  const pick = (place: number): number => ranked[place % ranked.length] ?? 4
  const main = pick(0)
  const worst = middle.at(-1) ?? main
  return {
    main,
    clinic: pick(1),
    hands: pick(2),
    drop: pick(3),
    why: [
      {
        rule: 'formula-weekday',
        reason: say('design-calendar.why.weekday', {
          day: weekdayName(main, say.locale),
          closed: times(main),
          most: times(worst),
          worst: weekdayName(worst, say.locale),
        }),
        answers: [],
      },
    ],
  }
}

function closedDays(openings: Openings, year: Year): Map<number, number> {
  const closed = new Map<number, number>()
  for (const date of daysBetween(year.from, year.to))
    if (openings.closed(date)) closed.set(weekdayOf(date), (closed.get(weekdayOf(date)) ?? 0) + 1)
  return closed
}

/** The common working days in their own order: Sunday to Thursday where the weekend is Friday and Saturday. */
function workingWeek(workdays: readonly number[]): number[] {
  const days = [1, 2, 3, 4, 5, 6, 7]
  const eve = days.find((day) => !workdays.includes(day) && workdays.includes((day % 7) + 1)) ?? 7
  return days.map((step) => ((eve + step - 1) % 7) + 1).filter((day) => workdays.includes(day))
}
