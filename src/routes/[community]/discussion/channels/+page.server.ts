import { addChannel, changeChannel, channelsToTend } from '#server/discussion/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, async (ctx) => ({ ...(await channelsToTend(ctx, {})), once: onceKey() }))

export const actions = {
  add: act(async (ctx, typed, event) => {
    await addChannel.run(ctx, typed)
    return { to: event.url.pathname, flash: 'discussion.tending.addDone' }
  }),
  change: act(async (ctx, typed, event) => {
    await changeChannel.run(ctx, typed)
    return { to: event.url.pathname, flash: 'discussion.tending.saved' }
  }),
}
