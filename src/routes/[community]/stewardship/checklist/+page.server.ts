import { checklist, tickChecklist } from '#server/stewardship/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, async (ctx) => ({ items: await checklist(ctx, {}) }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    await tickChecklist.run(ctx, typed)
    return {
      to: event.url.pathname,
      flash: typed.done ? 'stewardship.checklist.ticked' : 'stewardship.checklist.unticked',
    }
  }),
}
