import { actionBehind, finishByLink } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

/** Looking changes nothing: programs that look at mail follow links. */
export const load = (event) => read(event, async (ctx) => ({ action: await actionBehind(ctx, event.params.token) }))

export const actions = {
  default: act(async (ctx, _, event) => {
    await finishByLink(ctx, event.params.token!)
    return { to: event.url.pathname, flash: 'record.action.flash.done' }
  }),
}
