import { closeTopic, follow, markAnswer, openTopic, reopenTopic, reply, retireTopic } from '#server/discussion/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const asked = (name: string) => event.url.searchParams.get(name) ?? ''
    const wanted = { at: asked('at'), after: asked('after') }
    return {
      topic: await openTopic(ctx, { topic: event.params.topic, ...wanted }),
      later: Boolean(wanted.at || wanted.after),
      once: onceKey(),
    }
  })

const topic = ({ params }: { params: Partial<Record<string, string>> }) => ({ topic: params.topic! })

export const actions = {
  reply: act(async (ctx, typed, event) => {
    const { post } = await reply.run(ctx, { ...typed, ...topic(event) })
    return { to: `${event.url.pathname}?at=${post}#p-${post}`, flash: 'discussion.topic.sent' }
  }),
  follow: act(async (ctx, typed, event) => {
    const { following } = await follow.run(ctx, { ...typed, ...topic(event) })
    return { to: event.url.pathname, flash: following ? 'discussion.topic.followed' : 'discussion.topic.unfollowed' }
  }),
  mark: act(async (ctx, typed, event) => {
    const { answer } = await markAnswer.run(ctx, { ...typed, ...topic(event) })
    return { to: event.url.pathname, flash: answer ? 'discussion.topic.marked' : 'discussion.topic.unmarked' }
  }),
  close: act(async (ctx, _, event) => {
    await closeTopic.run(ctx, topic(event))
    return { to: event.url.pathname, flash: 'discussion.topic.closedNow' }
  }),
  reopen: act(async (ctx, _, event) => {
    await reopenTopic.run(ctx, topic(event))
    return { to: event.url.pathname, flash: 'discussion.topic.reopened' }
  }),
  retire: act(async (ctx, typed, event) => {
    await retireTopic.run(ctx, { ...typed, ...topic(event) })
    return { to: `/${event.params.community}/discussion`, flash: 'discussion.topic.retiredNow' }
  }),
}
