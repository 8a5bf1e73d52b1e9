/** Where a list of events goes on: the moment and id of its last one. */
import * as cursor from '../foundations/cursor.ts'

export function toCursor({ starts_at, id }: { starts_at: string; id: string }): string {
  return cursor.toCursor(starts_at, id)
}

/** `null` for something that is no cursor of ours. */
export function fromCursor(given: string): { at: string; id: string } | null {
  const { place, id } = cursor.fromCursor(given) ?? {}
  // Years of four figures: the database reads no others.
  if (!id || !place || !/^\d{4}-/.test(place)) return null
  try {
    return { at: Temporal.Instant.from(place).toString(), id }
  } catch {
    return null
  }
}
