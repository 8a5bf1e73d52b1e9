import { communityOf } from '#server/ctx.ts'
import { changeSeries, previewSeriesChange, proposedSlots } from '#server/events/index.ts'
import { act, look } from '#web/act.ts'
import type { Typed } from '#web/fields.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ slots: await proposedSlots(ctx, { series: event.params.series }), once: onceKey() }))

export const actions = {
  look: look(async (ctx, typed) => ({ plan: await previewSeriesChange.run(ctx, asked(typed)) })),
  change: act(async (ctx, typed) => {
    const { series, ...counts } = await changeSeries.run(ctx, asked(typed))
    return { to: `/${communityOf(ctx).slug}/events/series/${series}`, flash: 'series.change.done', params: counts }
  }),
}

/** One time for all is no rotation. */
function asked(typed: Typed): Typed {
  const times = String(typed.times ?? '').split(',')
  const one = times.length === 1
  return {
    event: typed.event,
    seen: typed.seen,
    scope: 'all',
    slots: one ? [] : times,
    ...(one ? { time: times[0] } : {}),
  }
}
