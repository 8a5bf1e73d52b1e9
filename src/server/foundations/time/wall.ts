/**
 * Wall time: what a clock on the organiser's wall shows. Everything scheduled keeps a wall time and an IANA zone, and the
 * instant that follows from them; when a government moves its clocks the wall time stays and the instant moves.
 * `Temporal` of the runtime is the only source of zone data.
 */

/** `YYYY-MM-DDTHH:MM`, without a zone. */
export type Wall = string

/** One scheduled moment, said three ways that always agree. */
export interface Scheduled {
  wall: Wall
  /** IANA zone of the wall clock. */
  zone: string
  /** ISO 8601 in UTC: `2027-03-11T11:00:00Z`. */
  instant: string
  /** RFC 9557: `2027-03-11T13:00:00+02:00[Africa/Johannesburg]`. */
  start: string
}

/**
 * The moment when a clock in `zone` shows `time` (`HH:MM`) on `date` (`YYYY-MM-DD`).
 * A time that the spring change skips is moved forward by the gap; one that autumn repeats is the first of the two (RFC 5545, 3.3.5).
 * Throws a RangeError on an unknown zone or a date that does not exist.
 */
export function scheduled(date: string, time: string, zone: string): Scheduled {
  const moment = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time })
  return {
    wall: moment.toPlainDateTime().toString({ smallestUnit: 'minute' }),
    zone,
    instant: moment.toInstant().toString(),
    start: moment.toString({ smallestUnit: 'second' }),
  }
}

/** What a clock in another zone shows at an instant: `YYYY-MM-DDTHH:MM`. */
export function wallAt(instant: string, zone: string): Wall {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** A date moved by whole days; both `YYYY-MM-DD`. */
export function daysAfter(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** Every date from `from` to `to`, both inside. */
export function daysBetween(from: string, to: string): string[] {
  const last = Temporal.PlainDate.from(to)
  const days: string[] = []
  for (let day = Temporal.PlainDate.from(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    days.push(day.toString())
  return days
}

/** ISO weekday of a date: 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}
