import { daysAfter, type Holidays, weekdayOf, weekendOf } from '#server/foundations/time/index.ts'
import type { Calendar } from '../calendar/types.ts'

/** On which days somebody is at work to send, read or decide. */
export interface Workdays {
  /** The same day, or the next one on which people work. Dates are `YYYY-MM-DD`. */
  onOrAfter(date: string): string
  /** The same day, or the last one before it on which people work. */
  onOrBefore(date: string): string
}

/** The working days of the countries whose holidays the calendar keeps clear, outside its quiet times. */
export function workdaysOf(calendar: Pick<Calendar, 'holidays' | 'quiet'>, holidays: Holidays): Workdays {
  const { kept } = calendar.holidays
  const rests = weekendOf(kept[0] ?? '001')
  const works = (date: string) =>
    !rests.includes(weekdayOf(date)) &&
    !(holidays.days[date] ?? []).some((holiday) => kept.includes(holiday.country)) &&
    !calendar.quiet.some((period) => period.from <= date && date <= period.to)
  return { onOrAfter: (date) => step(date, 1, works), onOrBefore: (date) => step(date, -1, works) }
}

// Quiet times of four months and more exist (school years, elections); past that the day is taken as it is.
function step(date: string, by: 1 | -1, works: (date: string) => boolean): string {
  let day = date
  for (let tried = 0; tried < 130; tried++, day = daysAfter(day, by)) if (works(day)) return day
  return date
}
