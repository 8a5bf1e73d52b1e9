import { communityOf } from '#server/ctx.ts'
import { actionToChange, changeAction } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ action: await actionToChange.run(ctx, { action: event.params.action }) }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    const changed = await changeAction.run(ctx, { ...typed, action: event.params.action })
    return { to: `/${communityOf(ctx).slug}/events/${changed.event}/record`, flash: 'record.action.flash.changed' }
  }),
}
