/** A poll by mail. A GET only shows it, because mail scanners follow links; the button answers. */
import { pollPage, voteByMail } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => pollPage(ctx, event.params.poll, event.params.token))

export const actions = {
  vote: act(async (ctx, typed, event) => {
    await voteByMail(ctx, event.params.poll!, event.params.token!, typed)
    return { to: event.url.pathname, flash: 'live.poll.sent' }
  }),
}
