import { namePanel, panelPage } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => panelPage.run(ctx, { id: event.params.id }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    const { panel } = await namePanel.run(ctx, { panel: [], ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'panel.saved', params: { n: panel } }
  }),
}
