import { askExcuse, myExcuse, withdrawExcuse } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => myExcuse.run(ctx, { id: event.params.id }))

export const actions = {
  ask: act(async (ctx, typed, event) => {
    await askExcuse.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'promises.excuse.done' }
  }),
  withdraw: act(async (ctx, _, event) => {
    await withdrawExcuse.run(ctx, { id: event.params.id })
    return { to: event.url.pathname.replace(/\/excuse$/, ''), flash: 'promises.excuse.withdrawn' }
  }),
}
