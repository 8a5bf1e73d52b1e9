/** Something that happens once in the story, on a day counted from the launch. */
import type { Around } from './meetings.ts'

export interface Beat {
  day: number
  happens(around: Around, at: Temporal.Instant): Promise<void>
}
