import { communityOf } from '#server/ctx.ts'
import { loopBackForm, tellLoopBack } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ loopBack: await loopBackForm.run(ctx, { id: event.params.id }) }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    await tellLoopBack.run(ctx, { ...typed, id: event.params.id })
    return { to: `/${communityOf(ctx).slug}/events/${event.params.id}/loop-back`, flash: 'followUp.form.sent' }
  }),
}
