import { communityOf } from '#server/ctx.ts'
import { previewRenewal, renewSeries } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const until = event.url.searchParams.get('until') ?? ''
    return { ...(await previewRenewal.run(ctx, { series: event.params.series, until })), once: onceKey() }
  })

export const actions = {
  default: act(async (ctx, typed, event) => {
    const { events } = await renewSeries.run(ctx, { ...typed, series: event.params.series })
    return {
      to: `/${communityOf(ctx).slug}/events/series/${event.params.series}`,
      flash: 'series.renew.done',
      params: { n: events },
    }
  }),
}
