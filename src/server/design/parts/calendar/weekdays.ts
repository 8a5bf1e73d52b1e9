/** Which days of the week the community meets on: those that meet the fewest holidays, never chosen by taste. */
import type { Words } from '#i18n/index.ts'
import { daysBetween, weekdayOf } from '#server/foundations/time/index.ts'
import type { Openings } from './openings.ts'
import type { Year } from './span.ts'
import { weekdayName } from './rule-words.ts'
import type { Weekdays } from './types.ts'


/**
 * Four weekdays, in the order of how often they are open in this year; of equals, the middle of the working week comes first.
 * Where a week has fewer than four common working days, one serves twice.
 */
export function chooseWeekdays(openings: Openings, year: Year, say: Words): Weekdays {
  const closed = new Map(openings.workdays.map((day) => [day, 0]))
  for (const date of daysBetween(year.from, year.to)) {
    const day = weekdayOf(date)
    if (closed.has(day) && openings.closed(date)) closed.set(day, (closed.get(day) ?? 0) + 1)
  }
  const order = fromTheMiddle(openings.workdays)
  const ranked = [...order].sort((a, b) => (closed.get(a) ?? 0) - (closed.get(b) ?? 0) || order.indexOf(a) - order.indexOf(b))
  const pick = (place: number): number => ranked[place % ranked.length] ?? 4
  const main = pick(0)
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
          closed: closed.get(main) ?? 0,
          most: Math.max(...closed.values()),
          worst: weekdayName(ranked.at(-1) ?? main, say.locale),
        }),
        answers: [],
      },
    ],
  }
}

// The fourth working day, then the second, third, first, fifth: Thursday, Tuesday, Wednesday where the week starts on Monday.
function fromTheMiddle(workdays: readonly number[]): number[] {
  const rest = [1, 2, 3, 4, 5, 6, 7].find((day) => !workdays.includes(day) && workdays.includes((day % 7) + 1)) ?? 7
  const week = [1, 2, 3, 4, 5, 6, 7].map((step) => ((rest + step - 1) % 7) + 1).filter((day) => workdays.includes(day))
  return [3, 1, 2, 0, 4, 5].flatMap((place) => week[place] ?? [])
}
