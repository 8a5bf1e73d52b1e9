import type { Ctx } from '../ctx.ts'
import type { EventRow } from './access.ts'

/** Whether people can say now that they are there: from a quarter of an hour before an event until its end, or until it was closed. */
export function doorsAreOpen(
  ctx: Pick<Ctx, 'now'>,
  event: Pick<EventRow, 'state' | 'starts_at' | 'ends_at' | 'is_live'>,
): boolean {
  const now = ctx.now.epochMilliseconds
  return (
    event.state === 'planned' &&
    event.is_live &&
    event.starts_at.subtract({ minutes: 15 }).epochMilliseconds <= now &&
    now <= event.ends_at.epochMilliseconds
  )
}
