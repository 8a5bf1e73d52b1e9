/** Where a list of events goes on: the moment and id of its last one. */

export function toCursor({ starts_at, id }: { starts_at: string; id: string }): string {
  return Buffer.from(`${starts_at} ${id}`).toString('base64url')
}

/** `null` for something that is no cursor of ours. */
export function fromCursor(cursor: string): { at: string; id: string } | null {
  const [, at, id] = /^(\S{20,35}) ([\da-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  try {
    return at && id ? { at: Temporal.Instant.from(at).toString(), id } : null
  } catch {
    return null
  }
}
