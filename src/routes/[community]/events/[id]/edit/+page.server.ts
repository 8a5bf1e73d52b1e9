import { circlesOf } from '#server/communities/index.ts'
import { communityOf } from '#server/ctx.ts'
import { cancelEvent, changeEvent, eventReview, eventToEdit } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const { id } = event.params
    const [wanted, circles, review] = await Promise.all([
      eventToEdit(ctx, { id }),
      circlesOf(ctx),
      eventReview.run(ctx, { id }),
    ])
    return {
      event: wanted,
      last: review.last,
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
