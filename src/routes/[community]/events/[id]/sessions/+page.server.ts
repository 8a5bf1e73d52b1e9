import { removeSession, sessionsToEdit, setSession } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    event: await sessionsToEdit(ctx, { id: event.params.id }),
    changing: event.url.searchParams.get('session'),
    into: event.url.searchParams.get('part'),
    once: onceKey(),
  }))

export const actions = {
  set: act(async (ctx, typed, event) => {
    await setSession.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'sessions.saved' }
  }),
  remove: act(async (ctx, typed, event) => {
    await removeSession.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'sessions.removed' }
  }),
}
