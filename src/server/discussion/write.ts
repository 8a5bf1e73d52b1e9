/** How a topic and a post come to stand in the database; what is to be asked before is asked by the verbs. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../ctx.ts'
import { send } from '../foundations/db/flight.ts'
import { newId } from '../foundations/id.ts'
import { htmlOf } from '../foundations/text/markdown.ts'
import type { TopicRow } from './access.ts'

export type Via = 'page' | 'mail' | 'meeting'

export interface NewTopic {
  channel: string
  title: string
  /** Markdown. */
  text: string
  is_question: boolean
  /** A member, or nobody. */
  author: string | null
  via: Via
  /** The meeting that it comes from, and the question that was asked there. */
  event?: string
  question?: string
}

/** Writes a topic with the post that opens it; its author follows it. Returns its id. */
export async function writeTopic(ctx: Ctx, topic: NewTopic): Promise<string> {
  const id = newId(ctx.now)
  const written = ctx.db.insertInto('topic').values({
    community_id: communityOf(ctx).id,
    id,
    channel_id: topic.channel,
    title: topic.title,
    is_question: topic.is_question,
    author_id: topic.author,
    event_id: topic.event ?? null,
    question_id: topic.question ?? null,
    started_at: ctx.now,
    last_at: ctx.now,
  })
  await send(ctx.db, written)
  await insertPost(ctx, id, { author: topic.author, text: topic.text, via: topic.via, first: true })
  if (topic.author) await followTopic(ctx, id, topic.author)
  return id
}

/** Writes a post under a topic whose row is locked; its author follows the topic. Returns its id. */
export async function writePost(ctx: Ctx, topic: TopicRow, author: string, text: string, via: Via): Promise<string> {
  const post = await insertPost(ctx, topic.id, { author, text, via, first: false })
  const answers = topic.first_reply_at === null && author !== topic.author_id
  const newest = ctx.db
    .updateTable('topic')
    // Of two who write at once the one with the earlier clock may come second.
    .set({ last_at: sql`greatest(last_at, ${ctx.now})`, ...(answers ? { first_reply_at: ctx.now } : {}) })
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', topic.id)
  await send(ctx.db, newest)
  await followTopic(ctx, topic.id, author)
  return post
}

/** From now on that member hears of the topic, and has seen what there is. */
export async function followTopic(ctx: Ctx, topic: string, member: string): Promise<void> {
  const followed = ctx.db
    .insertInto('topic_follow')
    .values({
      community_id: communityOf(ctx).id,
      topic_id: topic,
      member_id: member,
      id: newId(ctx.now),
      since: ctx.now,
      told_at: ctx.now,
      seen_at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['community_id', 'topic_id', 'member_id'])
        .doUpdateSet({ following: true, seen_at: sql`greatest(topic_follow.seen_at, excluded.seen_at)` }),
    )
  await send(ctx.db, followed)
}

async function insertPost(
  ctx: Ctx,
  topic: string,
  post: { author: string | null; text: string; via: Via; first: boolean },
): Promise<string> {
  const id = newId(ctx.now)
  const written = ctx.db.insertInto('post').values({
    community_id: communityOf(ctx).id,
    topic_id: topic,
    id,
    is_first: post.first,
    author_id: post.author,
    text: post.text,
    html: htmlOf(post.text),
    at: ctx.now,
    via: post.via,
  })
  await send(ctx.db, written)
  return id
}
