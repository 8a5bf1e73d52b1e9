/** Saying which post answered a topic, closing it and opening it again; hearing of it or no more. */
import { z } from 'zod'
import { communityOf, memberOf, type Ctx } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { record } from '../facts.ts'
import { flag, id, optional } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { readChannel, settleTopic } from '../permissions/discussion.ts'
import { verb } from '../verb.ts'
import { postOf, topicFor, topicToChange, type TopicRow } from './access.ts'
import { followTopic } from './write.ts'

export const markAnswer = verb(
  'discussion.mark-answer',
  {
    input: z.object({ topic: id, post: optional(id) }),
    does: 'Says which post answered a question; without a post, that none has.',
    who: settleTopic.says,
  },
  async (ctx, input) => {
    const topic = await topicToChange(ctx, input.topic)
    allow(ctx, settleTopic, topic)
    if (!topic.is_question) throw new Conflict('discussion.no-question')
    const post = input.post ? await postOf(ctx, topic, input.post) : null
    if (post?.is_first) throw new Conflict('discussion.own-question')
    const answer = post?.id ?? null
    if (answer === topic.answer_id) return { answer }
    await update(ctx, topic, { answer_id: answer })
    await record(ctx, post ? 'topic.answered' : 'topic.unanswered', {
      member: post?.author_id ?? null,
      subject: topic.id,
      payload: { post: answer },
    })
    return { answer }
  },
)

export const closeTopic = verb(
  'discussion.close-topic',
  {
    input: z.object({ topic: id }),
    does: 'Closes a topic: it is read, and nobody writes in it.',
    who: settleTopic.says,
  },
  (ctx, input) => close(ctx, input.topic, true),
)

export const reopenTopic = verb(
  'discussion.reopen-topic',
  { input: z.object({ topic: id }), does: 'Opens a topic again that was closed.', who: settleTopic.says },
  (ctx, input) => close(ctx, input.topic, false),
)

export const follow = verb(
  'discussion.follow',
  {
    input: z.object({ topic: id, following: flag.default(true) }),
    does: 'Follows a topic: what is new in it comes by mail, gathered, once a day at most. With `following` false no more.',
    who: readChannel.says,
  },
  async (ctx, input) => {
    const member = memberOf(ctx).id
    const topic = await topicFor(ctx, input.topic)
    if (input.following) {
      await followTopic(ctx, topic.id, member)
    } else {
      await ctx.db
        .updateTable('topic_follow')
        .set({ following: false })
        .where('community_id', '=', communityOf(ctx).id)
        .where('topic_id', '=', topic.id)
        .where('member_id', '=', member)
        .execute()
    }
    return { following: input.following }
  },
)

async function close(ctx: Ctx, id: string, closed: boolean): Promise<{ closed: boolean }> {
  const topic = await topicToChange(ctx, id)
  allow(ctx, settleTopic, topic)
  if ((topic.closed_at !== null) === closed) return { closed }
  const by = ctx.member?.id ?? null
  await update(ctx, topic, closed ? { closed_at: ctx.now, closed_by: by } : { closed_at: null, closed_by: null })
  await record(ctx, closed ? 'topic.closed' : 'topic.reopened', { subject: topic.id })
  return { closed }
}

async function update(ctx: Ctx, topic: TopicRow, set: Record<string, unknown>): Promise<void> {
  await ctx.db
    .updateTable('topic')
    .set(set)
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', topic.id)
    .execute()
}
