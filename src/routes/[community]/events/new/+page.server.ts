import { circlesOf } from '#server/communities/index.ts'
import { communityOf, memberOf } from '#server/ctx.ts'
import { formats, planEvent } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [all, circles] = await Promise.all([formats(ctx, {}), circlesOf(ctx)])
    const chosen = all.find(({ key }) => key === event.url.searchParams.get('format'))
    return {
      formats: chosen ? [] : all,
      chosen,
      circles: circles.map(({ key, name }) => ({ value: key, label: name })),
      communityZone: communityOf(ctx).zone,
      zones: Intl.supportedValuesOf('timeZone'),
      me: ctx.member?.id,
      once: onceKey(),
    }
  })

export const actions = {
  default: act(async (ctx, typed) => {
    const facilitator = typed.mine ? memberOf(ctx).id : undefined
    const { id } = await planEvent.run(ctx, { ...typed, facilitator })
    return { to: `/${communityOf(ctx).slug}/events/${id}`, flash: 'events.form.planned' }
  }),
}
