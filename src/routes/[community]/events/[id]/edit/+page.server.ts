import { circlesOf } from '#server/communities/index.ts'
import { communityOf } from '#server/ctx.ts'
import { cancelEvent, changeEvent, eventToEdit } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [wanted, circles] = await Promise.all([eventToEdit(ctx, { id: event.params.id }), circlesOf(ctx)])
    return {
      event: wanted,
      circles: circles.map(({ key, name }) => ({ value: key, label: name })),
      zones: Intl.supportedValuesOf('timeZone'),
    }
  })

export const actions = {
  change: act(async (ctx, typed, event) => {
    const { changed } = await changeEvent.run(ctx, { ...typed, id: event.params.id })
    return {
      to: `/${communityOf(ctx).slug}/events/${event.params.id}`,
      flash: changed.length > 0 ? 'events.form.saved' : 'events.form.unchanged',
    }
  }),
  cancel: act(async (ctx, typed, event) => {
    await cancelEvent.run(ctx, { ...typed, id: event.params.id })
    return { to: `/${communityOf(ctx).slug}/events/${event.params.id}`, flash: 'events.form.cancelled' }
  }),
}
