import type { Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { mustBePlanned, type EventRow } from '../access.ts'

/** Throws Conflict for an event that was called off, was held or has begun. */
export function mustTakeAnswers(ctx: Ctx, event: Pick<EventRow, 'state' | 'starts_at'>): void {
  mustBePlanned(event)
  if (event.starts_at.epochMilliseconds <= ctx.now.epochMilliseconds) throw new Conflict('events.has-begun')
}
