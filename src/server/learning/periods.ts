/** The quarters of a community's calendar, in its own zone. */
import type { Period } from './indicators/index.ts'

/** The calendar quarter that holds `day`; `back` quarters earlier if asked. */
export function quarterOf(day: Temporal.PlainDate, zone: string, back = 0): Period {
  const first = day.with({ day: 1, month: Math.floor((day.month - 1) / 3) * 3 + 1 }).subtract({ months: back * 3 })
  return periodOf(first, first.add({ months: 3 }).subtract({ days: 1 }), zone)
}

/** A period from its first to its last day, both inside. */
export function periodOf(start: Temporal.PlainDate, end: Temporal.PlainDate, zone: string): Period {
  return {
    start: start.toString(),
    end: end.toString(),
    from: start.toZonedDateTime(zone).toInstant(),
    to: end.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
  }
}
