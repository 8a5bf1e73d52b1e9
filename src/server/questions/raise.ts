/** Making topics of parked questions: each once, for no more people than saw the event, and with a name only where it had one. */
import { z } from 'zod'
import type { Ctx } from '../ctx.ts'
import { channelFor, channelsFor, followTopic, writeTopic, type ChannelRow } from '../discussion/index.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { parkedQuestions, type ParkedQuestion } from '../events/index.ts'
import { record } from '../facts.ts'
import { id } from '../foundations/input.ts'
import { allow, can } from '../permissions/index.ts'
import { startInChannel } from '../permissions/discussion.ts'
import { raiseQuestions } from '../permissions/questions.ts'
import { query, verb } from '../verb.ts'

type Event = Awaited<ReturnType<typeof parkedQuestions>>['event']

export const parked = query(
  'questions.parked',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'Questions that an event left, most voices first, each with the topic that it became; and the channels in which they can become one.',
    who: raiseQuestions.says,
  },
  async (ctx, input) => {
    const { event, questions } = await parkedQuestions(ctx, input.id)
    allow(ctx, raiseQuestions, event)
    const stays = staysInRoom(event)
    return {
      event: { id: event.id, title: event.title },
      questions: questions.map((question) => ({
        id: question.id,
        text: question.text,
        votes: question.votes,
        topic: question.topic,
        by: mayBeNamed(event) ? (question.asked_by?.name ?? null) : null,
      })),
      channels: stays
        ? []
        : (await channelsFor(ctx))
            .filter((channel) => fits(ctx, event, channel))
            .map(({ id, name, circle }) => ({ id, name, circle })),
      stays,
    }
  },
)

export const raise = verb(
  'questions.raise',
  {
    input: z.object({
      id,
      /** Ids of questions; one is enough. */
      questions: z.preprocess(
        (given) => (typeof given === 'string' ? [given] : given),
        z.array(id).min(1, 'field.choice').max(200),
      ),
      channel: id,
    }),
    does: 'Makes topics of parked questions of an event, each in the same channel. A question that is a topic already stays the one that it is.',
    who: raiseQuestions.says,
  },
  async (ctx, input) => {
    // Two who do it at once come one after the other: the second finds the topics.
    const { event, questions } = await parkedQuestions(ctx, input.id, { lock: true })
    allow(ctx, raiseQuestions, event)
    if (staysInRoom(event)) throw new Conflict('questions.stays')
    const channel = await channelFor(ctx, input.channel)
    allow(ctx, startInChannel, channel)
    if (!fits(ctx, event, channel)) throw new Invalid('input', {}, [{ path: ['channel'], code: 'questions.too-wide' }])
    const topics: string[] = []
    for (const wanted of new Set(input.questions)) {
      const question = questions.find((each) => each.id === wanted)
      if (!question) throw new NotFound('meet.question')
      topics.push(question.topic ?? (await makeTopic(ctx, event, channel, question)))
    }
    return { topics }
  },
)

async function makeTopic(ctx: Ctx, event: Event, channel: ChannelRow, question: ParkedQuestion): Promise<string> {
  const asker = mayBeNamed(event) && question.asked_by
  const author = asker && (channel.circle_id === null || asker.circles.includes(channel.circle_id)) ? asker.id : null
  const topic = await writeTopic(ctx, {
    channel: channel.id,
    title: titleOf(question.text),
    text: question.text,
    is_question: true,
    author,
    via: 'meeting',
    event: event.id,
    question: question.id,
  })
  if (ctx.member) await followTopic(ctx, topic, ctx.member.id)
  await record(ctx, 'topic.raised', { subject: topic, payload: { event: event.id, channel: channel.id } })
  return topic
}

/** Nothing leaves the room, or what it left is for those who were there. */
const staysInRoom = (event: Event) => event.confidence === 'nothing-leaves' || event.sensitivity === 'restricted'

/** Under the Chatham House rule what was asked may be told, and not by whom. */
const mayBeNamed = (event: Event) => event.confidence === 'open'

/** An open channel in which the actor begins topics, and that nobody reads who may not see the event or what it left. */
function fits(ctx: Ctx, event: Event, channel: ChannelRow): boolean {
  if (!channel.is_open || !can(ctx, startInChannel, channel)) return false
  if (event.circle_id !== null) return channel.circle_id === event.circle_id
  return event.sensitivity !== 'hub' || (channel.circle_id !== null && event.hub_circles.includes(channel.circle_id))
}

const longest = 120

/** One line, cut between words. */
function titleOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= longest) return line
  const cut = line.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 60))} …`
}
