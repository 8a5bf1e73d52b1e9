/** A topic with an answer, and a parked question of a meeting: for the table of who gets through. */
import type { Kysely } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import { reply, startTopic, topicPage } from '#server/discussion/index.ts'
import { ask, settleQuestion } from '#server/events/index.ts'
import { withChannels } from './discussion.ts'
import type { LivingCommunity } from './people.ts'

/** A title that lists show to whoever may read the topic. */
export const hubTopic = 'Whom do we invite next?'

/** What the fields of calls about the discussion hold; the topic is the hub's or everybody's, the question of that meeting. */
export async function fullDiscussion(
  db: Kysely<DB>,
  world: LivingCommunity,
  to: 'mel-hub' | 'everybody',
  meeting: string,
): Promise<Record<string, Record<string, unknown>>> {
  const nomsa = world.ctx('nomsa')
  const channels = (await withChannels(db, world)).channel
  const channel = to === 'mel-hub' ? channels.hub : channels.ask
  const { topic } = await startTopic(nomsa, { channel, title: hubTopic, text: 'Three names?' })
  const [first] = (await topicPage(nomsa, { topic })).posts
  const { post: answer } = await reply(world.ctx('amina'), { topic, text: 'Ask Lerato.' })
  const { question } = await ask(world.ctx('amina'), { id: meeting, text: 'Who reads the reports?', as: 'me' })
  await settleQuestion(nomsa, { id: meeting, question, state: 'parked' })
  return {
    discussion: { channel, topic, post: first!.id, at: first!.id, circle: 'mel-hub' },
    'discussion.topics': { channel: undefined },
    'discussion.change-post': { edition: 1 },
    'discussion.mark-answer': { post: answer },
    'discussion.retire-post': { post: answer },
    questions: { id: meeting, channel, questions: [question] },
  }
}
