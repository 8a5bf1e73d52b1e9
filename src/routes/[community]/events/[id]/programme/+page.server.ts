import { chooseSession, programme } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    event: await programme(ctx, { id: event.params.id }),
    mine: event.url.searchParams.get('mine') === 'yes',
    signedIn: ctx.actor !== null,
  }))

export const actions = {
  choose: act(async (ctx, typed, event) => {
    const { session } = await chooseSession.run(ctx, { ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#slot-${typed.segment}`, flash: session ? 'sessions.chosen' : 'sessions.freed' }
  }),
}
