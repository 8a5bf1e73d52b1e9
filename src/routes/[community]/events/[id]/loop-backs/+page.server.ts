import { loopBacks, quoteLoopBack } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, async (ctx) => ({ came: await loopBacks.run(ctx, { id: event.params.id }) }))

export const actions = {
  quote: act(async (ctx, typed, event) => {
    const { shown } = await quoteLoopBack.run(ctx, typed)
    return { to: event.url.pathname, flash: shown ? 'followUp.came.shown' : 'followUp.came.unshown' }
  }),
}
