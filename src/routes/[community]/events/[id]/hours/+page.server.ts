import { communityOf } from '#server/ctx.ts'
import { hoursToEdit, setHours, setSeriesHours } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, async (ctx) => ({ event: await hoursToEdit(ctx, { id: event.params.id }) }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    const here = { ...typed, id: event.params.id, event: event.params.id }
    const isChanged =
      typed.reach === 'following'
        ? (await setSeriesHours.run(ctx, here)).changed > 0
        : (await setHours.run(ctx, here)).changed.length > 0
    return {
      to: `/${communityOf(ctx).slug}/events/${event.params.id}`,
      flash: isChanged ? 'events.hours.saved' : 'events.form.unchanged',
    }
  }),
}
