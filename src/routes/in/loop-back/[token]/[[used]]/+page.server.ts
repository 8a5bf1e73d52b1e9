/** What came of an event, by mail. A GET only shows it, with the answer that was pressed filled in; the button tells. */
import { loopBackPage, tellByMail } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => loopBackPage(ctx, event.params.token, event.params.used))

export const actions = {
  default: act(async (ctx, typed, event) => {
    await tellByMail(ctx, event.params.token!, typed)
    return { to: `/in/loop-back/${event.params.token}`, flash: 'followUp.form.sent' }
  }),
}
