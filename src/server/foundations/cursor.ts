/** Where a list goes on (keyset pagination): opaque to the reader, and harmless whatever somebody makes of it. */

/** What the list is ordered by, of its last row, and that row's id. */
export function toCursor(place: string, id: string): string {
  return Buffer.from(`${id} ${place}`).toString('base64url')
}

/** `null` for something that is no cursor of ours. */
export function fromCursor(cursor: string): { place: string; id: string } | null {
  const said = Buffer.from(cursor, 'base64url').toString().replaceAll('\0', '')
  const [, id, place] = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}) ([^]*)$/.exec(said) ?? []
  return id === undefined || place === undefined ? null : { place, id }
}

/** The same of a list that is ordered by moments. */
export function fromMomentCursor(cursor: string): { at: string; id: string } | null {
  const { place, id } = fromCursor(cursor) ?? {}
  // Years of four figures: the database reads no others.
  if (!id || !place || !/^\d{4}-/.test(place)) return null
  try {
    return { at: Temporal.Instant.from(place).toString(), id }
  } catch {
    return null
  }
}
