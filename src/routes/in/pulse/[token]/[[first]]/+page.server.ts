/** The pulse by mail. A GET only shows it, with the answer that was pressed filled in; the button answers. */
import { answerPulseByMail, pulsePage } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => pulsePage(ctx, event.params.token, event.params.first))

export const actions = {
  default: act(async (ctx, typed, event) => {
    await answerPulseByMail(ctx, event.params.token!, typed)
    return { to: `/in/pulse/${event.params.token}`, flash: 'pulse.sent' }
  }),
}
