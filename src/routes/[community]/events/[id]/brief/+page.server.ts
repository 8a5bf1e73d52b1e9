import { randomUUID } from 'node:crypto'
import { closePositions, openPreBrief, sendPreBrief, takePosition } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ brief: await openPreBrief(ctx, { id: event.params.id }), once: randomUUID() }))

export const actions = {
  take: act(async (ctx, typed, event) => {
    const { stage } = await takePosition.run(ctx, { positions: [], ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#stand`, flash: `positions.saved.${stage}` }
  }),
  close: act(async (ctx, _, event) => {
    await closePositions.run(ctx, { id: event.params.id })
    return { to: `${event.url.pathname}#stand`, flash: 'positions.closed' }
  }),
  send: act(async (ctx, typed, event) => {
    const { sent } = await sendPreBrief.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'brief.send.done', params: { n: sent } }
  }),
}
