/** The hours of each day of an event of several days, on the wall clock of its zone. Pure. */
import { scheduled } from '../foundations/time/index.ts'
import { problem } from './input.ts'

/** `HH:MM`; a day ends on the day on which it begins. */
export interface DayHours {
  from: string
  until: string
}

/** The hours that an event's row holds; `null` where its days begin alike. */
export function hoursOf(event: { day_hours?: unknown }): DayHours[] | null {
  return (event.day_hours as DayHours[] | null | undefined) ?? null
}

/** Minutes of a day by the wall clock. */
export function minutesOf({ from, until }: DayHours): number {
  return clockMinutes(until) - clockMinutes(from)
}

export function totalOf(hours: readonly DayHours[]): number {
  return hours.reduce((total, day) => total + minutesOf(day), 0)
}

/** When each day begins and ends, as ISO instants; `date` is that of the first day. */
export function momentsOf(
  event: { wall_start: string; zone: string },
  hours: readonly DayHours[],
): { starts_at: string; ends_at: string }[] {
  const first = Temporal.PlainDate.from(event.wall_start.slice(0, 10))
  return hours.map(({ from, until }, i) => {
    const day = first.add({ days: i }).toString()
    return {
      starts_at: scheduled(day, from, event.zone).instant,
      ends_at: scheduled(day, until, event.zone).instant,
    }
  })
}

/** All days moved by as much as the first. Throws Invalid `events.hours-day` at `time` where one would not end on its day. */
export function shifted(hours: readonly DayHours[], first: string): DayHours[] {
  const by = clockMinutes(first) - clockMinutes(hours[0]!.from)
  return hours.map(({ from, until }) => {
    const [start, end] = [clockMinutes(from) + by, clockMinutes(until) + by]
    if (start < 0 || end >= 24 * 60) throw problem('time', 'events.hours-day')
    return { from: clockOf(start), until: clockOf(end) }
  })
}

/**
 * As many days as there are, each as long as its parts of the agenda where it has some; a day more begins like the last.
 * Throws Invalid `events.hours-day` at `minutes` where one would not end on its day.
 */
export function asLongAs(
  hours: readonly DayHours[],
  days: number,
  parts: readonly { day: number; minutes: number }[],
): DayHours[] {
  return Array.from({ length: days }, (_, i) => {
    const { from, until } = hours[i] ?? hours.at(-1)!
    const ofDay = parts.filter(({ day }) => day === i + 1)
    if (ofDay.length === 0) return { from, until }
    const end = clockMinutes(from) + ofDay.reduce((total, { minutes }) => total + minutes, 0)
    if (end >= 24 * 60) throw problem('minutes', 'events.hours-day')
    return { from, until: clockOf(end) }
  })
}

function clockMinutes(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

const clockOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
