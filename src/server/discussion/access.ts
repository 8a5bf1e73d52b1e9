/** The only ways to load channels, topics and posts; the conditions say the same as `readChannel`. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { communityOf, personOf, type Ctx } from '../ctx.ts'
import { Conflict, NotFound } from '../errors.ts'
import { isMember, isSteward } from '../permissions/index.ts'

export interface ChannelRow {
  id: string
  name: string
  purpose: string
  circle_id: string | null
  /** Name of the circle. */
  circle: string | null
  writers: string
  is_open: boolean
}

export interface TopicRow {
  id: string
  title: string
  is_question: boolean
  author_id: string | null
  event_id: string | null
  started_at: Temporal.Instant
  last_at: Temporal.Instant
  first_reply_at: Temporal.Instant | null
  answer_id: string | null
  closed_at: Temporal.Instant | null
  retired_at: Temporal.Instant | null
  retired_why: string | null
  channel_id: string
  channel: string
  circle_id: string | null
  writers: string
  /** Whether its channel is. */
  is_open: boolean
}

export interface PostRow {
  id: string
  author_id: string | null
  is_first: boolean
  /** Markdown as it was written, and what a page shows of it. */
  text: string
  html: string
  at: Temporal.Instant
  edition: number
  edited_at: Temporal.Instant | null
  retired_at: Temporal.Instant | null
}

/** The condition on `channel k` of a list: what this actor reads. */
export function readable(ctx: Ctx): RawBuilder<boolean> {
  if (isSteward(ctx)) return sql<boolean>`true`
  if (!isMember(ctx)) return sql<boolean>`false`
  return sql<boolean>`(k.circle_id is null or k.circle_id = any(${ctx.member!.circles.map(({ id }) => id)}::uuid[]))`
}

const channelColumns = sql`k.id, k.name, k.purpose, k.circle_id, c.name as circle, k.writers, k.is_open`
const channelTables = sql`channel k left join circle c on c.community_id = k.community_id and c.id = k.circle_id`

/** The channels that the actor reads, in their order: those that are open, and those that were and hold topics. */
export async function channelsFor(ctx: Ctx): Promise<ChannelRow[]> {
  const { rows } = await sql<ChannelRow>`
    select ${channelColumns} from ${channelTables}
     where k.community_id = ${communityOf(ctx).id} and ${readable(ctx)}
       -- Ordered, so that the index of lists is asked and not every topic.
       and (k.is_open or (select true from topic t where t.community_id = k.community_id and t.channel_id = k.id
             and t.retired_at is null order by t.last_at desc, t.id desc limit 1))
     order by k.is_open desc, k.position, k.id`.execute(ctx.db)
  return rows
}

/** A channel that the actor reads. Throws NotFound `discussion.channel` for every other, and as `personOf` does. */
export async function channelFor(ctx: Ctx, id: string): Promise<ChannelRow> {
  personOf(ctx)
  const { rows } = await sql<ChannelRow>`
    select ${channelColumns} from ${channelTables}
     where k.community_id = ${communityOf(ctx).id} and k.id = ${uuid(id, 'discussion.channel')} and ${readable(ctx)}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('discussion.channel')
  return rows[0]
}

/**
 * A topic in a channel that the actor reads, with more of it where that is asked for. Throws NotFound `discussion.topic`, and
 * NotAllowed `sign-in-needed` for a stranger: a letter leads here, and its reader has only to sign in.
 */
export async function topicFor<More = unknown>(
  ctx: Ctx,
  id: string,
  more: { columns?: RawBuilder<unknown>; joins?: RawBuilder<unknown>; lock?: boolean } = {},
): Promise<TopicRow & More> {
  personOf(ctx)
  const { rows } = await sql<TopicRow & More>`
    select t.id, t.title, t.is_question, t.author_id, t.event_id, t.started_at, t.last_at, t.first_reply_at, t.answer_id,
           t.closed_at, t.retired_at, t.retired_why, k.id as channel_id, k.name as channel, k.circle_id, k.writers, k.is_open
           ${more.columns ?? sql``}
      from topic t join channel k on k.community_id = t.community_id and k.id = t.channel_id ${more.joins ?? sql``}
     where t.community_id = ${communityOf(ctx).id} and t.id = ${uuid(id, 'discussion.topic')} and ${readable(ctx)}
     ${more.lock ? sql`for no key update of t` : sql``}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('discussion.topic')
  return rows[0]
}

/** The same with its row locked, for verbs: one after the other. Throws NotFound for one that was taken out. */
export async function topicToChange(ctx: Ctx, id: string): Promise<TopicRow> {
  const topic = await topicFor(ctx, id, { lock: true })
  if (topic.retired_at) throw new NotFound('discussion.topic')
  return topic
}

/** A post of that topic that was not taken out. Throws NotFound `discussion.post`. */
export async function postOf(ctx: Ctx, topic: TopicRow, id: string): Promise<PostRow & { author: string | null }> {
  const { rows } = await sql<PostRow & { author: string | null }>`
    select p.id, p.author_id, p.is_first, p.text, p.html, p.at, p.edition, p.edited_at, p.retired_at, m.name as author
      from post p left join member m on m.community_id = p.community_id and m.id = p.author_id
     where p.community_id = ${communityOf(ctx).id} and p.topic_id = ${topic.id} and p.id = ${uuid(id, 'discussion.post')}
       and p.retired_at is null`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('discussion.post')
  return rows[0]
}

/** Throws Conflict `discussion.closed` or `discussion.channel-closed` where nobody writes any more. */
export function mustBeOpen(topic: Pick<TopicRow, 'closed_at' | 'is_open'>): void {
  if (topic.closed_at) throw new Conflict('discussion.closed')
  if (!topic.is_open) throw new Conflict('discussion.channel-closed')
}

function uuid(id: string, code: string): string {
  if (!z.uuid().safeParse(id).success) throw new NotFound(code)
  return id
}
