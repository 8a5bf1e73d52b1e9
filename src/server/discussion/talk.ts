/** Beginning a topic, and answering in one. */
import { z } from 'zod'
import { memberOf, personOf, type Ctx } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { record } from '../facts.ts'
import { id, line, lines, oneOf } from '../foundations/input.ts'
import { countTry } from '../people/index.ts'
import { allow } from '../permissions/index.ts'
import { answerInTopic, startInChannel } from '../permissions/discussion.ts'
import { verb } from '../verb.ts'
import { channelFor, mustBeOpen, topicToChange } from './access.ts'
import { writePost, writeTopic, type Via } from './write.ts'

/** What somebody writes: Markdown, and never nothing. */
export const words = lines(20_000).pipe(z.string().min(1, 'field.empty'))

export const startTopic = verb(
  'discussion.start-topic',
  {
    input: z.object({
      channel: id,
      title: line(200),
      text: words,
      kind: oneOf(['question', 'talk']).default('question'),
    }),
    does: 'Begins a topic in a channel with a Markdown text. A `question` waits for an answer; a `talk` does not. You follow it.',
    who: startInChannel.says,
  },
  async (ctx, input) => {
    const channel = await channelFor(ctx, input.channel)
    allow(ctx, startInChannel, channel)
    if (!channel.is_open) throw new Conflict('discussion.channel-closed')
    await countPost(ctx)
    const topic = await writeTopic(ctx, {
      channel: channel.id,
      title: input.title,
      text: input.text,
      is_question: input.kind === 'question',
      author: memberOf(ctx).id,
      via: 'page',
    })
    await record(ctx, 'topic.started', { subject: topic, payload: { channel: channel.id, kind: input.kind } })
    return { topic }
  },
)

export const reply = verb(
  'discussion.reply',
  {
    input: z.object({ topic: id, text: words }),
    does: 'Answers in a topic with a Markdown text. You follow it from then on.',
    who: answerInTopic.says,
  },
  async (ctx, input) => ({ post: await say(ctx, input.topic, input.text, 'page') }),
)

/** The same, however it came. Returns the id of the post. */
export async function say(ctx: Ctx, id: string, text: string, via: Via): Promise<string> {
  const topic = await topicToChange(ctx, id)
  allow(ctx, answerInTopic, topic)
  mustBeOpen(topic)
  await countPost(ctx)
  const post = await writePost(ctx, topic, memberOf(ctx).id, text, via)
  await record(ctx, 'post.written', { subject: topic.id, payload: { post, via } })
  return post
}

const countPost = (ctx: Ctx) => countTry(ctx, [['post-of-member', personOf(ctx).id]], 'discussion.too-many')
