import type { Calendar } from '../calendar/types.ts'

/** The day of the launch, `YYYY-MM-DD`: the launch event, or the first day of the calendar where there is none. */
export function launchDay(calendar: Pick<Calendar, 'events' | 'from'>): string {
  return calendar.events.find((event) => event.format === 'launch-event')?.wall.slice(0, 10) ?? calendar.from
}

/** Whole days from the launch to a date; negative before it. */
export function daysFromLaunch(launch: string, date: string): number {
  return Temporal.PlainDate.from(launch).until(date, { largestUnit: 'day' }).days
}
