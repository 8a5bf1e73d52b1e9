import { circlesOf } from '#server/communities/index.ts'
import { communityOf } from '#server/ctx.ts'
import { changeSeries, previewSeriesChange, seriesToChange } from '#server/events/index.ts'
import { act, look } from '#web/act.ts'
import type { Typed } from '#web/fields.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [{ people, ...shown }, circles] = await Promise.all([
      seriesToChange.run(ctx, { series: event.params.series, event: event.url.searchParams.get('event') ?? '' }),
      circlesOf(ctx),
    ])
    return {
      ...shown,
      scope: event.url.searchParams.get('scope') ?? 'following',
      circles: circles.map(({ key, name }) => ({ value: key, label: name })),
      people: people.map(({ id, name }) => ({ value: id, label: name })),
      zones: Intl.supportedValuesOf('timeZone'),
      once: onceKey(),
    }
  })

export const actions = {
  look: look(async (ctx, typed) => ({ plan: await previewSeriesChange.run(ctx, asked(typed)) })),
  change: act(async (ctx, typed) => {
    const { series, ...counts } = await changeSeries.run(ctx, asked(typed))
    return { to: `/${communityOf(ctx).slug}/events/series/${series}`, flash: 'series.change.done', params: counts }
  }),
}

/** Boxes that are not ticked are not sent: that none is ticked has to be told apart from not being asked. */
const asked = (typed: Typed): Typed => ({
  ...typed,
  countries: [typed.countries, typed.more].flat().filter(Boolean),
})
