import { circlesOf } from '#server/communities/index.ts'
import { communityOf, memberOf, type Ctx } from '#server/ctx.ts'
import { formats, planSeries, previewSeries, seriesDefaults } from '#server/events/index.ts'
import { act, look } from '#web/act.ts'
import type { Typed } from '#web/fields.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [all, circles, usual] = await Promise.all([formats(ctx, {}), circlesOf(ctx), seriesDefaults(ctx, {})])
    const chosen = all.find(({ key }) => key === event.url.searchParams.get('format'))
    return {
      formats: chosen ? [] : all,
      chosen,
      usual,
      circles: circles.map(({ key, name }) => ({ value: key, label: name })),
      communityZone: communityOf(ctx).zone,
      zones: Intl.supportedValuesOf('timeZone'),
      me: ctx.member?.id,
      once: onceKey(),
    }
  })

export const actions = {
  look: look(async (ctx, typed) => ({ draft: await previewSeries.run(ctx, asked(ctx, typed)) })),
  plan: act(async (ctx, typed) => {
    const { id, events } = await planSeries.run(ctx, asked(ctx, typed))
    return { to: `/${communityOf(ctx).slug}/events/series/${id}`, flash: 'series.form.planned', params: { n: events } }
  }),
}

function asked(ctx: Ctx, typed: Typed): Typed {
  const countries = [typed.countries, typed.more].flat().filter(Boolean)
  return { ...typed, countries, facilitator: typed.mine ? memberOf(ctx).id : undefined }
}
