import { communityOf } from '#server/ctx.ts'
import { hoursToEdit, setHours } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, async (ctx) => ({ event: await hoursToEdit(ctx, { id: event.params.id }) }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    const { changed } = await setHours.run(ctx, { ...typed, id: event.params.id })
    return {
      to: `/${communityOf(ctx).slug}/events/${event.params.id}`,
      flash: changed.length > 0 ? 'events.hours.saved' : 'events.form.unchanged',
    }
  }),
}
