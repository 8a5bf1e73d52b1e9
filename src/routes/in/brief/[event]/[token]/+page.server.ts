/** A pre-brief by mail. A GET only shows it, because mail scanners follow links; the buttons say that it was read, and where one stands. */
import { briefByLink, seenByLink, takePositionByLink } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => briefByLink(ctx, event.params.event, event.params.token))

export const actions = {
  take: act(async (ctx, typed, event) => {
    await takePositionByLink(ctx, event.params.event!, event.params.token!, { positions: [], ...typed })
    return { to: `${event.url.pathname}#stand`, flash: 'brief.link.taken' }
  }),
  seen: act(async (ctx, _, event) => {
    await seenByLink(ctx, event.params.event!, event.params.token!)
    return { to: event.url.pathname, flash: 'brief.link.thanks' }
  }),
}
