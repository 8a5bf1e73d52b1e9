import { parked, raise } from '#server/questions/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, async (ctx) => ({ left: await parked.run(ctx, { id: event.params.id }) }))

export const actions = {
  raise: act(async (ctx, typed, event) => {
    const { topics } = await raise.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'questions.raised', params: { count: topics.length } }
  }),
}
