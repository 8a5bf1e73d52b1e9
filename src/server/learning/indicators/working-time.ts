/** Working days and hours between two moments. Holidays are not taken out: only the weekend is nobody's. */

/** The office day that working hours are counted in: eight hours. */
const office = { from: 9, to: 17 }

/** The moment `days` working days later, at the same time of day; what comes on a free day counts from the next working day. */
export function afterWorkingDays(
  at: Temporal.Instant,
  days: number,
  zone: string,
  weekend: readonly number[],
): Temporal.Instant {
  const isFree = (day: Temporal.PlainDate) => weekend.includes(day.dayOfWeek)
  const start = at.toZonedDateTimeISO(zone)
  let day = start.toPlainDate()
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 })
    if (!isFree(day)) left--
  }
  return day.toZonedDateTime({ timeZone: zone, plainTime: start.toPlainTime() }).toInstant()
}

/** Working hours from one moment to a later one, of at most a year. */
export function workingHours(
  from: Temporal.Instant,
  to: Temporal.Instant,
  zone: string,
  weekend: readonly number[],
): number {
  const [start, end] = [from.toZonedDateTimeISO(zone), to.toZonedDateTimeISO(zone)]
  let hours = 0
  let day = start.toPlainDate()
  for (let n = 0; n < 366 && Temporal.PlainDate.compare(day, end.toPlainDate()) <= 0; n++, day = day.add({ days: 1 })) {
    if (weekend.includes(day.dayOfWeek)) continue
    const opens = later(from, atHour(day, office.from, zone))
    const shuts = earlier(to, atHour(day, office.to, zone))
    hours += Math.max(0, opens.until(shuts).total('hours'))
  }
  return hours
}

const atHour = (day: Temporal.PlainDate, hour: number, zone: string) =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) }).toInstant()

const later = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) > 0 ? a : b)
const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b)
