import { decisions, withdrawDecision } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const typed = (name: string): string => event.url.searchParams.get(name) ?? ''
    const asked = { search: typed('search'), after: typed('after') }
    return { ...(await decisions.run(ctx, asked)), asked }
  })

export const actions = {
  withdraw: act(async (ctx, typed, event) => {
    await withdrawDecision.run(ctx, typed)
    return { to: event.url.pathname, flash: 'record.decisions.flash' }
  }),
}
