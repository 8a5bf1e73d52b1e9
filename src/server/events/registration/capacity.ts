/** What happens to places when an event is changed. */
import { communityOf, type Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'
import { problem } from '../input.ts'
import { placesLeft, type Places } from './places.ts'
import { offerPlaces } from './waiting-list.ts'

/** Throws Invalid `events.capacity-below` where there would be fewer places than are taken or offered. */
export function mustHoldAll(event: Places, wanted: Partial<Places>): void {
  const after = { ...event, ...wanted }
  // An event that is no longer both has one kind of place, for everybody.
  const one = after.place !== 'hybrid' ? { ...after, coming_online: 0, offered_online: 0 } : after
  for (const [mode, field] of [
    [null, 'capacity'],
    ['online', 'online_capacity'],
  ] as const) {
    const left = placesLeft(one, mode)
    if (left !== null && left < 0) throw problem(field, 'events.capacity-below', { coming: one[field]! - left })
  }
}

/** After a change was written: one kind of place where there were two, and what became free is offered. */
export async function settlePlaces(ctx: Ctx, before: EventRow, set: Partial<EventRow>): Promise<void> {
  if (before.place === 'hybrid' && set.place !== undefined) {
    for (const table of ['rsvp', 'guest'] as const) {
      await ctx.db
        .updateTable(table)
        .set({ mode: null })
        .where('community_id', '=', communityOf(ctx).id)
        .where('event_id', '=', before.id)
        .where('mode', 'is not', null)
        .execute()
    }
  }
  if (['place', 'capacity', 'online_capacity', 'circle_id'].some((column) => column in set))
    await offerPlaces(ctx, before)
}
