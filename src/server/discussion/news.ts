/** What is new in topics, for those who follow them: gathered, in one letter a day at most, by daylight where they are. */
import { sql } from 'kysely'
import { communityOf, transaction, type Ctx } from '../ctx.ts'
import { takesPart } from '../communities/index.ts'
import { writeMail } from '../foundations/mail/index.ts'
import { letterOf, most, type News, type Reader } from './letter.ts'

/** Minutes that a post is left to itself: it may be mended, and by then its transaction has ended. */
const settling = 5
/** Days after which what was not told is not told any more. */
const stale = 14
/** Hours of the reader's clock between which letters are written. */
const daylight = { from: 7, to: 20 }
/** Communities with mail on in which something was written lately: for the job that looks every ten minutes. */
export async function communitiesToTell(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from community c
     where c.mail_on and c.launched_at is not null and exists (
       select from topic t where t.community_id = c.id and t.retired_at is null
          and t.last_at > ${ctx.now.subtract({ hours: stale * 24 })})`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/**
 * Writes to everybody in the community who follows a topic with something new and had no such letter today. Safe to repeat
 * and to run twice at once. Nothing while the community's mail is off. Returns how many were written to.
 */
export async function tellFollowers(ctx: Ctx): Promise<number> {
  if (!communityOf(ctx).mailOn) return 0
  let written = 0
  for (const [reader, news] of await waiting(ctx)) {
    const there = ctx.now.toZonedDateTimeISO(reader.zone)
    if (there.hour < daylight.from || there.hour >= daylight.to) continue
    written += await transaction(ctx, async (ctx) => {
      const { letter, headers } = letterOf(ctx, reader, news)
      const id = await writeMail(
        ctx,
        { email: reader.email, locale: reader.locale, personId: reader.person_id },
        letter,
        { kind: 'discussion-news', once: `discussion-news:${reader.member_id}:${there.toPlainDate()}`, headers },
      )
      if (id) await noteTold(ctx, reader, news)
      return id ? 1 : 0
    })
  }
  return written
}

type Row = Reader & News

/** Not of what the reader wrote, has seen or was told, or may read no more; not for who left or wants no such mail. */
async function waiting(ctx: Ctx): Promise<Map<Reader, News[]>> {
  const settled = ctx.now.subtract({ minutes: settling })
  const { rows } = await sql<Row>`
    select m.id as member_id, p.id as person_id, p.email, p.locale, p.zone, t.id as topic_id, f.id as follow_id, t.title,
           k.name as channel, new.posts, new.count, new.newest
      from topic t
      join channel k on k.community_id = t.community_id and k.id = t.channel_id
      join topic_follow f on f.community_id = t.community_id and f.topic_id = t.id and f.following
       and t.last_at > f.told_at and t.last_at > f.seen_at
      join member m on m.community_id = f.community_id and m.id = f.member_id and m.state = any(${takesPart}) and m.state <> 'paused'
      join person p on p.id = m.person_id and p.erased_at is null
      cross join lateral (
        select json_agg(json_build_object('id', x.id, 'author', xm.name, 'text', left(x.text, 1500), 'at', x.at) order by x.id)
                 filter (where x.n <= ${most.posts}) as posts,
               count(*)::int as count, max(x.at) as newest
          from (select y.*, row_number() over (order by y.id) as n from post y
                 where y.community_id = t.community_id and y.topic_id = t.id and y.retired_at is null
                   and y.at > greatest(f.told_at, f.seen_at) and y.at <= ${settled}
                   and y.author_id is distinct from m.id) as x
          left join member xm on xm.community_id = x.community_id and xm.id = x.author_id) as new
     where t.community_id = ${communityOf(ctx).id} and t.retired_at is null
       and t.last_at > ${ctx.now.subtract({ hours: stale * 24 })} and new.count > 0
       and (k.circle_id is null or exists (select from circle_place cp
             where cp.community_id = k.community_id and cp.circle_id = k.circle_id and cp.member_id = m.id))
       and not exists (select from mail_stop s where s.community_id = m.community_id and s.member_id = m.id and s.kind = 'discussion')
     order by m.id, new.newest, t.id`.execute(ctx.db)
  return new Map([...Map.groupBy(rows, ({ member_id }) => member_id).values()].map((news) => [news[0]!, news]))
}

/** What stands in the letter is told; what did not fit in it comes with the next. */
async function noteTold(ctx: Ctx, reader: Reader, news: readonly News[]): Promise<void> {
  for (const { topic_id, newest } of news.slice(0, most.topics))
    await ctx.db
      .updateTable('topic_follow')
      .set({ told_at: newest })
      .where('community_id', '=', communityOf(ctx).id)
      .where('topic_id', '=', topic_id)
      .where('member_id', '=', reader.member_id)
      .execute()
}
