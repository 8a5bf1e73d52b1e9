/** Loads one of the three views of the room, and opens the line that keeps it as it is now. */
import type { RequestEvent } from '@sveltejs/kit'
import type { Ctx } from '#server/ctx.ts'
import { describeRoom, mustRun, roomFor, type LiveRoom } from '#server/events/index.ts'
import { liveToken } from '#web/live/cookie.ts'
import { roomProps } from '#web/live/hub.ts'
import { stampOf, type Stamps, type View } from '#web/live/panel.ts'
import { panels } from './panels.ts'

/** The room, if this reader may have this view of it. */
export async function admit(ctx: Ctx, event: RequestEvent, view: View): Promise<LiveRoom> {
  const live = await roomFor(ctx, { id: event.params.id!, token: liveToken(event) })
  if (view === 'desk') mustRun(ctx, live)
  return live
}

/** The groups to which this reader belongs, and the marks that are theirs. */
export async function personal(ctx: Ctx, live: LiveRoom, view: View) {
  const facets: Record<string, string> = {}
  const marks: string[] = []
  for (const { name, read, facet, marks: own } of panels) {
    if (!read[view]) continue
    if (facet) facets[name] = view === 'hand' ? await facet(ctx, live) : ''
    if (own && view === 'hand') marks.push(...(await own(ctx, live)))
  }
  return { facets, marks }
}

/** Everything that a view shows when it is loaded. */
export async function loadView(ctx: Ctx, event: RequestEvent, view: View) {
  const live = await admit(ctx, event, view)
  const inside = view === 'desk' || (live.room !== null && (view === 'wall' || live.me !== null))
  const { facets, marks } = inside ? await personal(ctx, live, view) : { facets: {}, marks: [] }
  const shown: { name: string; data: unknown }[] = []
  const stamps: Stamps = {}
  for (const { name, read } of inside ? panels : []) {
    if (!read[view]) continue
    const data = await read[view](ctx, live, facets[name as keyof typeof facets] ?? '')
    shown.push({ name, data })
    stamps[name] = stampOf(data)
  }
  return { room: { ...describeRoom(ctx, live), ...roomProps(ctx, live) }, panels: shown, marks, stamps }
}
