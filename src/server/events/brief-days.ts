/** How many days before an event its pre-brief goes. */
import catalogue from '#content/event-formats.json' with { type: 'json' }

/** Between the pack of the catalogue (day -7) and the call of the hub (day -6): domain/04, MEL Hub pre-brief. */
export const usualDays = 6

interface Prepared {
  id?: string
  pre_brief?: { days: number } | null
}

/**
 * The number that a community's format says; `null` where its events have no pre-brief. A format that says nothing goes by
 * the catalogue's of the same key.
 */
export function daysOf(format: { key: string; data: unknown }): number | null {
  const own = (format.data as Prepared | null)?.pre_brief
  if (own !== undefined) return own?.days ?? null
  const known = (catalogue.formats as Prepared[]).find(({ id }) => id === format.key)
  return known?.pre_brief?.days ?? null
}

/** Days between two moments by the calendar of a zone. */
export function daysUntil(from: Temporal.Instant, to: Temporal.Instant, zone: string): number {
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate()
  return day(from).until(day(to)).days
}
