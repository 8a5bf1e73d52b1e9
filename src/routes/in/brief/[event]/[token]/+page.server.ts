/** A pre-brief by mail. A GET only shows it, because mail scanners follow links; the button says that it was read. */
import { briefByLink, seenByLink } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => briefByLink(ctx, event.params.event, event.params.token))

export const actions = {
  seen: act(async (ctx, _, event) => {
    await seenByLink(ctx, event.params.event!, event.params.token!)
    return { to: event.url.pathname, flash: 'brief.link.thanks' }
  }),
}
