/** Dates with times as RFC 5545 writes them. */

/** `20270311T110000Z` */
export function utc(moment: Temporal.Instant): string {
  return `${moment.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')}`
}

/** `20270311T130000` */
export function local(wall: Temporal.PlainDateTime): string {
  return wall.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
}

/**
 * A moment as value and parameters of DTSTART or DTEND: the wall clock of its zone, where that names one moment only.
 * The second pass of a repeated hour has no wall time of its own (3.3.5 gives it to the first pass), and programs
 * disagree about the first: both are written in UTC.
 */
export function inZone(property: string, moment: Temporal.Instant, zone: string): string {
  const wall = moment.toZonedDateTimeISO(zone).toPlainDateTime()
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const last = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  return first.equals(last) ? `${property};TZID=${zone}:${local(wall)}` : `${property}:${utc(moment)}`
}

/** The same hour some days later, written as `inZone` writes the first: what a rule that repeats daily makes of it. */
export function daysLater(property: string, first: Temporal.Instant, zone: string, days: number): string {
  if (!inZone(property, first, zone).startsWith(`${property};TZID`))
    return `${property}:${utc(first.add({ hours: 24 * days }))}`
  return `${property};TZID=${zone}:${local(first.toZonedDateTimeISO(zone).toPlainDateTime().add({ days }))}`
}
