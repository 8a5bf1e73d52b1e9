import { CopseError } from '#server/errors.ts'
import { statusOf } from '#web/errors.ts'
import { readStamps, views, type View } from '#web/live/panel.ts'
import { theHub } from '#web/live/open-hub.ts'
import { admit, personal } from '../load.ts'
import { panels } from '../panels.ts'
import { shows } from '../shows.ts'

/** The line of one browser: `?view=hand&have=STAMPS`, after a break with Last-Event-ID in place of `have`. */
export async function GET(event) {
  const view = views.find((view) => view === event.url.searchParams.get('view')) ?? ('hand' as View)
  const { ctx } = event.locals
  try {
    const live = await admit(ctx, event, view)
    if (!live.room || (view === 'hand' && !live.me)) return new Response(null, { status: 204 })
    const { facets } = await personal(ctx, live, view)
    const hub = await theHub(panels, shows)
    const line = hub.open(live.event.id, ctx.community!, {
      view,
      locale: ctx.locale,
      facets,
      have: readStamps(event.request.headers.get('last-event-id') ?? event.url.searchParams.get('have')),
      who: live.me?.id ?? ctx.actor?.id ?? event.getClientAddress(),
      participant: live.me?.id,
    })
    if (!line) return new Response(null, { status: 503, headers: { 'retry-after': '30' } })
    return new Response(line.stream, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        // Proxies that would rather wait until it is whole (nginx) are told not to.
        'x-accel-buffering': 'no',
      },
    })
  } catch (problem) {
    if (problem instanceof CopseError) return new Response(null, { status: statusOf(problem) })
    throw problem
  }
}
