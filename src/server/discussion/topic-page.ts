/** A topic with its posts, oldest first. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { recordReading } from '../facts.ts'
import { optional, page } from '../foundations/input.ts'
import { can, isMember } from '../permissions/index.ts'
import { answerInTopic, changePost, readChannel, retirePost, settleTopic } from '../permissions/discussion.ts'
import { query, readInput } from '../verb.ts'
import { topicFor, type PostRow, type TopicRow } from './access.ts'

const perPage = 50

interface More {
  author: string | null
  event: string | null
  retired_by_name: string | null
  following: boolean
  seen_at: Temporal.Instant | null
  read_lately: boolean
  /** Who wrote the post that answered it. */
  answered_by: string | null
}

type Topic = TopicRow & More

type Post = PostRow & {
  author: string | null
  organisation: string | null
  retired_why: string | null
  retired_by: string | null
  via: string
}

/** Part of an address of a page: what is none of ours leads nowhere, or to the beginning. */
const piece = z.string('required').max(60)
const input = z.object({ topic: piece, at: optional(piece), ...page })

export const topicPage = query(
  'discussion.topic',
  {
    input,
    does: 'A topic with its posts, oldest first; `at` begins with that post. Of what was taken out only who did it and why.',
    who: readChannel.says,
  },
  async (ctx, input) => shown(ctx, await load(ctx, input.topic), input),
)

/** The same for a page that somebody opens: reading is participation, so a member's is noted, once a day. */
export async function openTopic(ctx: Ctx, raw: unknown): ReturnType<typeof topicPage> {
  const asked = readInput(input, raw)
  const topic = await load(ctx, asked.topic)
  const page = await shown(ctx, topic, asked)
  if (isMember(ctx) && !topic.retired_at) await noteReading(ctx, topic)
  return page
}

function load(ctx: Ctx, id: string): Promise<Topic> {
  const member = ctx.member?.id ?? null
  return topicFor<More>(ctx, id, {
    columns: sql`, a.name as author, e.title as event, rm.name as retired_by_name,
      coalesce(f.following, false) as following, f.seen_at,
      (select m.name from post p join member m on m.community_id = p.community_id and m.id = p.author_id
        where p.community_id = t.community_id and p.topic_id = t.id and p.id = t.answer_id) as answered_by,
      exists (select from fact d where d.community_id = t.community_id and d.member_id = ${member}::uuid and d.subject_id = t.id
                and d.kind = 'topic.read' and d.at > ${ctx.now.subtract({ hours: 24 })}) as read_lately`,
    joins: sql`
      left join member a on a.community_id = t.community_id and a.id = t.author_id
      left join member rm on rm.community_id = t.community_id and rm.id = t.retired_by
      left join event e on e.community_id = t.community_id and e.id = t.event_id
      left join topic_follow f on f.community_id = t.community_id and f.topic_id = t.id and f.member_id = ${member}::uuid`,
  })
}

async function shown(ctx: Ctx, topic: Topic, asked: z.output<typeof input>) {
  const limit = asked.limit ?? perPage
  const posts = topic.retired_at ? [] : await postsOf(ctx, topic.id, asked, limit + 1)
  const open = !topic.retired_at && !topic.closed_at && topic.is_open
  const settle = !topic.retired_at && can(ctx, settleTopic, topic)
  return {
    id: topic.id,
    title: topic.retired_at && !can(ctx, retirePost, topic) ? null : topic.title,
    is_question: topic.is_question,
    channel: { id: topic.channel_id, name: topic.channel },
    author: topic.author,
    event: topic.event_id && topic.event !== null ? { id: topic.event_id, title: topic.event } : null,
    started_at: topic.started_at.toString(),
    answer: topic.answer_id && { post: topic.answer_id, by: topic.answered_by },
    closed_at: topic.closed_at?.toString() ?? null,
    retired: topic.retired_at && {
      at: topic.retired_at.toString(),
      by: topic.retired_by_name,
      why: topic.retired_why!,
    },
    posts: posts.slice(0, limit).map((post) => postShown(ctx, topic, post, settle)),
    next: posts.length > limit ? posts[limit - 1]!.id : null,
    following: topic.following,
    may: {
      answer: open && can(ctx, answerInTopic, topic),
      follow: isMember(ctx) && !topic.retired_at,
      settle,
      retire: !topic.retired_at && can(ctx, retirePost, topic),
    },
  }
}

function postShown(ctx: Ctx, topic: Topic, post: Post, settle: boolean) {
  const stands = post.retired_at === null
  const access = { ...topic, author_id: post.author_id }
  return {
    id: post.id,
    is_first: post.is_first,
    author: post.author === null ? null : { id: post.author_id!, name: post.author, organisation: post.organisation },
    at: post.at.toString(),
    via: post.via,
    edited_at: post.edited_at?.toString() ?? null,
    edition: post.edition,
    html: stands ? post.html : null,
    retired: post.retired_at && { at: post.retired_at.toString(), by: post.retired_by, why: post.retired_why! },
    is_answer: post.id === topic.answer_id,
    may: {
      change: stands && can(ctx, changePost, access),
      retire: stands && !post.is_first && can(ctx, retirePost, access),
      // Another one is marked after the mark of the first was taken back.
      mark: stands && settle && topic.is_question && !post.is_first && [null, post.id].includes(topic.answer_id),
    },
  }
}

async function postsOf(
  ctx: Ctx,
  topic: string,
  { at, after }: { at?: string | undefined; after?: string | undefined },
  limit: number,
): Promise<Post[]> {
  const { rows } = await sql<Post>`
    select p.id, p.author_id, p.is_first, p.text, p.html, p.at, p.via, p.edition, p.edited_at, p.retired_at, p.retired_why,
           m.name as author, m.organisation, rm.name as retired_by
      from post p
      left join member m on m.community_id = p.community_id and m.id = p.author_id
      left join member rm on rm.community_id = p.community_id and rm.id = p.retired_by
     where p.community_id = ${communityOf(ctx).id} and p.topic_id = ${topic}
       ${at && isId(at) ? sql`and p.id >= ${at}` : sql``} ${after && isId(after) ? sql`and p.id > ${after}` : sql``}
     order by p.id limit ${limit}`.execute(ctx.db)
  return rows
}

const isId = (text: string) => z.uuid().safeParse(text).success

/** What follows is seen up to now; of everybody it is known that they read. */
async function noteReading(ctx: Ctx, topic: Topic): Promise<void> {
  if (topic.seen_at !== null && Temporal.Instant.compare(topic.last_at, topic.seen_at) > 0)
    await ctx.db
      .updateTable('topic_follow')
      .set({ seen_at: ctx.now })
      .where('community_id', '=', communityOf(ctx).id)
      .where('topic_id', '=', topic.id)
      .where('member_id', '=', ctx.member!.id)
      .execute()
  if (!topic.read_lately) await recordReading(ctx, 'topic.read', topic.id)
}
