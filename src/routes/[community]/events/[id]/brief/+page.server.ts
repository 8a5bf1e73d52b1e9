import { randomUUID } from 'node:crypto'
import { openPreBrief, sendPreBrief } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ brief: await openPreBrief(ctx, { id: event.params.id }), once: randomUUID() }))

export const actions = {
  send: act(async (ctx, typed, event) => {
    const { sent } = await sendPreBrief.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'brief.send.done', params: { n: sent } }
  }),
}
