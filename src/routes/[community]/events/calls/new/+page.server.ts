import { communityOf } from '#server/ctx.ts'
import { callToOpen, openCall } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    about: await callToOpen.run(ctx, {
      event: event.url.searchParams.get('event') ?? '',
      series: event.url.searchParams.get('series') ?? '',
      format: event.url.searchParams.get('format') ?? '',
    }),
    once: onceKey(),
  }))

export const actions = {
  default: act(async (ctx, typed) => {
    const { id } = await openCall.run(ctx, typed)
    return { to: `/${communityOf(ctx).slug}/events/calls/${id}`, flash: 'calls.new.done' }
  }),
}
