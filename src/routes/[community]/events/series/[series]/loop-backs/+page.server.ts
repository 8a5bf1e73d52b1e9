import { quoteLoopBack, seriesLoopBacks } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ came: await seriesLoopBacks.run(ctx, { series: event.params.series }) }))

export const actions = {
  quote: act(async (ctx, typed, event) => {
    const { shown } = await quoteLoopBack.run(ctx, typed)
    return { to: event.url.pathname, flash: shown ? 'followUp.came.shown' : 'followUp.came.unshown' }
  }),
}
