import { communityOf } from '#server/ctx.ts'
import { endSeries, previewSeriesEnd, seriesToChange } from '#server/events/index.ts'
import { act, look } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const {
      title,
      event: from,
      ahead,
      follow,
    } = await seriesToChange.run(ctx, {
      series: event.params.series,
      event: event.url.searchParams.get('event') ?? '',
    })
    return { title, from, ahead, follow, once: onceKey() }
  })

export const actions = {
  look: look(async (ctx, typed) => ({ plan: await previewSeriesEnd.run(ctx, typed) })),
  end: act(async (ctx, typed, event) => {
    const { cancelled } = await endSeries.run(ctx, typed)
    return {
      to: `/${communityOf(ctx).slug}/events/series/${event.params.series}`,
      flash: 'series.end.done',
      params: { n: cancelled },
    }
  }),
}
