import { answerPulse, pulseForm } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ pulse: await pulseForm.run(ctx, { id: event.params.id }) }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    await answerPulse.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'pulse.sent' }
  }),
}
