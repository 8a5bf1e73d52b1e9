import { chooseMail, mailChoice } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => mailChoice(ctx, {}))

export const actions = {
  default: act(async (ctx, typed, event) => {
    await chooseMail.run(ctx, typed)
    return { to: event.url.pathname, flash: 'invitations.mine.saved' }
  }),
}
