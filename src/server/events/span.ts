/** From when to when: wall time and zone are the truth, the instants follow from them by `Temporal` and never in SQL. */
import { scheduled } from '../foundations/time/index.ts'
import type { DayHours } from './day-hours.ts'

export interface Planned {
  /** `YYYY-MM-DD` and `HH:MM` on a clock in `zone`. */
  date: string
  time: string
  zone: string
  /** Minutes on all days together; of an exchange in writing, for how long it is open. */
  minutes: number
  days: number
  place: string
  /** Minutes of the last day, where an agenda tells them. */
  lastDayMinutes?: number | undefined
  /** Of each day, where they differ: the first begins at `time`. */
  hours?: readonly DayHours[] | null | undefined
}

export interface Span {
  /** `YYYY-MM-DDTHH:MM` */
  wall_start: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
}

/**
 * The span of an event. A clock that springs over the wanted time moves it forward by the gap, in `wall_start` too. An
 * event of one day lasts its minutes whatever the clocks do; the last of several days begins at the same wall time as the
 * first, or at hours of its own; an exchange in writing closes at the wall time at which it opened.
 */
export function spanOf(planned: Planned): Span {
  const { date, time, zone, minutes, days, place } = planned
  const { wall, instant } = scheduled(date, time, zone)
  const starts_at = Temporal.Instant.from(instant)
  if (place === 'writing') {
    const close = starts_at
      .toZonedDateTimeISO(zone)
      .add({ days: Math.floor(minutes / 1440) })
      .add({ minutes: minutes % 1440 })
    return { wall_start: wall, starts_at, ends_at: close.toInstant() }
  }
  const lastDay = Temporal.PlainDate.from(date)
    .add({ days: days - 1 })
    .toString()
  if (planned.hours) {
    const ends = scheduled(lastDay, planned.hours.at(-1)!.until, zone).instant
    return { wall_start: wall, starts_at, ends_at: Temporal.Instant.from(ends) }
  }
  const lastStart = Temporal.Instant.from(scheduled(lastDay, time, zone).instant)
  return {
    wall_start: wall,
    starts_at,
    ends_at: lastStart.add({ minutes: planned.lastDayMinutes ?? Math.max(1, Math.round(minutes / days)) }),
  }
}
