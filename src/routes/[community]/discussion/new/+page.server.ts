import { channelsToStart, startTopic } from '#server/discussion/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    ...(await channelsToStart(ctx, {})),
    wanted: event.url.searchParams.get('channel'),
    once: onceKey(),
  }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    const { topic } = await startTopic.run(ctx, typed)
    return { to: `/${event.params.community}/discussion/${topic}`, flash: 'discussion.new.done' }
  }),
}
