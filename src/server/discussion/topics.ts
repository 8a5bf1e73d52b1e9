/** Topics, those with the newest posts first: all of them, of one channel, unanswered, or followed. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { fromMomentCursor, toCursor } from '../foundations/cursor.ts'
import { oneOf, optional, page } from '../foundations/input.ts'
import { allow, can, isMember } from '../permissions/index.ts'
import { seeHome } from '../permissions/communities.ts'
import { readChannel, startInChannel, tendChannels } from '../permissions/discussion.ts'
import { query } from '../verb.ts'
import { channelsFor, readable } from './access.ts'

export const views = ['newest', 'unanswered', 'following'] as const
export type View = (typeof views)[number]

const perPage = 30

interface Row {
  id: string
  title: string
  is_question: boolean
  answered: boolean
  closed: boolean
  channel_id: string
  channel: string
  last_at: Temporal.Instant
  /** Answers that stand. */
  replies: number
  /** Who wrote last; nobody where that is not known any more. */
  last_by: string | null
  /** Something came since the reader, who follows it, last looked. */
  is_new: boolean
}

export const topics = query(
  'discussion.topics',
  {
    input: z.object({ view: optional(oneOf(views)), channel: optional(z.string().max(60)), ...page }),
    does: 'Topics of the channels that you read, newest post first: all, those of a `channel`, questions that nobody has answered yet (`unanswered`), or those that you follow.',
    who: `${seeHome.says} ${readChannel.says}`,
  },
  async (ctx, input) => {
    allow(ctx, seeHome, undefined)
    const channels = await channelsFor(ctx)
    const channel = input.channel ? channels.find((each) => each.id === input.channel) : undefined
    if (input.channel && !channel) throw new NotFound('discussion.channel')
    const limit = input.limit ?? perPage
    const rows = await topicRows(ctx, {
      view: input.view ?? 'newest',
      channel: input.channel,
      after: input.after,
      limit,
    })
    const last = rows.length > limit ? rows[limit - 1]! : null
    return {
      channels: channels.map(({ circle_id: _, writers: __, ...shown }) => shown),
      channel: channel
        ? { id: channel.id, name: channel.name, purpose: channel.purpose, circle: channel.circle }
        : null,
      items: rows.slice(0, limit).map(({ last_at, ...row }) => ({ ...row, last_at: last_at.toString() })),
      next: last && toCursor(last.last_at.toString(), last.id),
      may: {
        start: (channel ? [channel] : channels).some((each) => each.is_open && can(ctx, startInChannel, each)),
        tend: can(ctx, tendChannels, undefined),
        follow: isMember(ctx),
      },
    }
  },
)

interface Asked {
  view: View
  channel?: string | undefined
  after?: string | undefined
  limit: number
}

async function topicRows(ctx: Ctx, { view, channel, after, limit }: Asked): Promise<Row[]> {
  const place = after ? fromMomentCursor(after) : null
  const member = ctx.member?.id ?? null
  const { rows } = await sql<Row>`
    select t.id, t.title, t.is_question, t.answer_id is not null as answered, t.closed_at is not null as closed,
           k.id as channel_id, k.name as channel, t.last_at,
           (select count(*)::int from post p where p.community_id = t.community_id and p.topic_id = t.id
               and not p.is_first and p.retired_at is null) as replies,
           (select m.name from post p join member m on m.community_id = p.community_id and m.id = p.author_id
             where p.community_id = t.community_id and p.topic_id = t.id and p.at = t.last_at and p.retired_at is null
             order by p.id desc limit 1) as last_by,
           coalesce(f.following and t.last_at > f.seen_at, false) as is_new
      from topic t
      join channel k on k.community_id = t.community_id and k.id = t.channel_id
      ${view === 'following' ? sql`join` : sql`left join`} topic_follow f
        on f.community_id = t.community_id and f.topic_id = t.id and f.member_id = ${member}::uuid ${view === 'following' ? sql`and f.following` : sql``}
     where t.community_id = ${communityOf(ctx).id} and t.retired_at is null and ${readable(ctx)} and ${only(view)}
       ${channel ? sql`and t.channel_id = ${channel}` : sql``}
       ${place ? sql`and (t.last_at, t.id) < (${place.at}::timestamptz, ${place.id}::uuid)` : sql``}
     order by t.last_at desc, t.id desc limit ${limit + 1}`.execute(ctx.db)
  return rows
}

/** Of `unanswered`, as the index of that name has it. */
function only(view: View): RawBuilder<boolean> {
  return view === 'unanswered'
    ? sql<boolean>`t.is_question and t.first_reply_at is null and t.answer_id is null and t.closed_at is null`
    : sql<boolean>`true`
}
