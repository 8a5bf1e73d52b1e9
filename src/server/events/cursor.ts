/** Where a list of events goes on: the moment and id of its last one. */
import * as cursor from '../foundations/cursor.ts'

export { fromMomentCursor as fromCursor } from '../foundations/cursor.ts'

export function toCursor({ starts_at, id }: { starts_at: string; id: string }): string {
  return cursor.toCursor(starts_at, id)
}
