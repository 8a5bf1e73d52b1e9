/** Changing one's own post, and taking a post or a topic out. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { record } from '../facts.ts'
import { id, line, whole } from '../foundations/input.ts'
import { htmlOf } from '../foundations/text/markdown.ts'
import { allow } from '../permissions/index.ts'
import { changePost as mayChange, retirePost as mayRetire } from '../permissions/discussion.ts'
import { verb } from '../verb.ts'
import { postOf, topicToChange, type TopicRow } from './access.ts'
import { words } from './talk.ts'

export const changePost = verb(
  'discussion.change-post',
  {
    input: z.object({ topic: id, post: id, text: words, edition: whole(1, 1_000_000) }),
    does: 'Changes your own post. What it said before is kept; `edition` is the one that you had before you.',
    who: mayChange.says,
  },
  async (ctx, input) => {
    const topic = await topicToChange(ctx, input.topic)
    const post = await postOf(ctx, topic, input.post)
    allow(ctx, mayChange, { ...topic, author_id: post.author_id })
    if (post.edition !== input.edition) throw new Conflict('discussion.changed-meanwhile')
    if (post.text === input.text) return { edition: post.edition }
    const edition = post.edition + 1
    await ctx.db
      .insertInto('post_edition')
      .values({ ...of(ctx, topic), post_id: post.id, edition: post.edition, text: post.text, until: ctx.now })
      .execute()
    await update(ctx, topic, post.id, { text: input.text, html: htmlOf(input.text), edition, edited_at: ctx.now })
    await record(ctx, 'post.changed', { subject: topic.id, payload: { post: post.id, edition } })
    return { edition }
  },
)

const why = line(500)

export const retirePost = verb(
  'discussion.retire-post',
  {
    input: z.object({ topic: id, post: id, why }),
    does: 'Takes a post out, with a reason that stands in its place. The post that opened a topic goes with the topic.',
    who: mayRetire.says,
  },
  async (ctx, input) => {
    const topic = await topicToChange(ctx, input.topic)
    const post = await postOf(ctx, topic, input.post)
    allow(ctx, mayRetire, { ...topic, author_id: post.author_id })
    if (post.is_first) throw new Conflict('discussion.opens-topic')
    await update(ctx, topic, post.id, retired(ctx, input.why))
    await sql`
      update topic t set
             answer_id = case when t.answer_id = ${post.id} then null else t.answer_id end,
             first_reply_at = (select min(p.at) from post p where ${ofTopic} and not p.is_first and p.author_id is distinct from t.author_id),
             last_at = (select max(p.at) from post p where ${ofTopic})
       where t.community_id = ${communityOf(ctx).id} and t.id = ${topic.id}`.execute(ctx.db)
    await record(ctx, 'post.retired', { member: post.author_id, subject: topic.id, payload: { post: post.id } })
    return { retired: true }
  },
)

export const retireTopic = verb(
  'discussion.retire-topic',
  {
    input: z.object({ topic: id, why }),
    does: 'Takes a topic out with everything in it, with a reason that stands in its place.',
    who: mayRetire.says,
  },
  async (ctx, input) => {
    const topic = await topicToChange(ctx, input.topic)
    allow(ctx, mayRetire, topic)
    await ctx.db
      .updateTable('topic')
      .set(retired(ctx, input.why))
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', topic.id)
      .execute()
    await record(ctx, 'topic.retired', { member: topic.author_id, subject: topic.id })
    return { retired: true }
  },
)

/** Posts of `topic t` that stand. */
const ofTopic = sql`p.community_id = t.community_id and p.topic_id = t.id and p.retired_at is null`

const of = (ctx: Ctx, topic: TopicRow) => ({ community_id: communityOf(ctx).id, topic_id: topic.id })

const retired = (ctx: Ctx, why: string) => ({
  retired_at: ctx.now,
  retired_by: ctx.member?.id ?? null,
  retired_why: why,
})

async function update(ctx: Ctx, topic: TopicRow, post: string, set: Record<string, unknown>): Promise<void> {
  await ctx.db
    .updateTable('post')
    .set(set)
    .where((eb) => eb.and({ ...of(ctx, topic), id: post }))
    .execute()
}
