import { circlesOf } from '#server/communities/index.ts'
import { NotFound } from '#server/errors.ts'
import { namePanel, panelRota } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const promising = (await circlesOf(ctx)).filter((circle) => circle.commitment_times !== null)
    const asked = event.url.searchParams.get('circle') ?? promising.at(-1)?.key
    if (!asked) throw new NotFound('events.no-promises')
    return { rota: await panelRota.run(ctx, { circle: asked }), asked }
  })

export const actions = {
  ask: act(async (ctx, typed, event) => {
    const { panel } = await namePanel.run(ctx, { panel: [], ...typed })
    return { to: event.url.pathname + event.url.search.replace('/ask', ''), flash: 'panel.saved', params: { n: panel } }
  }),
}
