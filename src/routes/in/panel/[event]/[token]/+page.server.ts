/** A seat on a panel, answered from a letter. A GET only shows it, because mail scanners follow links; the buttons answer. */
import { answerPanelByLink, panelByLink } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => panelByLink(ctx, event.params.event, event.params.token))

export const actions = {
  default: act(async (ctx, typed, event) => {
    const answer = await answerPanelByLink(ctx, event.params.event!, event.params.token!, typed.answer)
    return {
      to: event.url.pathname,
      flash: answer === 'accepted' ? 'panel.answer.done.accepted' : 'panel.answer.done.declined',
    }
  }),
}
