/**
 * Indicators read from topics and posts. Definitions: content/indicators.json. What was taken out does not count; staff are
 * those who held the coordinator's role on that day. Every answer counts as substantive.
 */
import { sql, type RawBuilder } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { weekendOf } from '../../foundations/time/index.ts'
import { measure } from './events.ts'
import type { Measure, Period, Row } from './types.ts'
import { afterWorkingDays, workingHours } from './working-time.ts'

const moment = (at: Temporal.Instant) => sql`${at.toString()}::timestamptz`

/** Working days within which a question should have its first answer. */
const answerDays = 3
/** Days after which the answers of a topic are counted. */
const ripe = 21

const started = (ctx: Ctx, period: Period) => sql`
  t.community_id = ${communityOf(ctx).id} and t.started_at >= ${moment(period.from)} and t.started_at < ${moment(period.to)} and t.retired_at is null`

const written = (ctx: Ctx, period: Period) => sql`
  p.community_id = ${communityOf(ctx).id} and p.at >= ${moment(period.from)} and p.at < ${moment(period.to)} and p.retired_at is null`

/** Whether that member was staff at that moment. */
const isStaff = (member: RawBuilder<unknown>, at: RawBuilder<unknown>) => sql<boolean>`exists (
  select from role_term r where r.community_id = t.community_id and r.role in ('coordinator', 'trio') and r.holder_id = ${member}
     and (${at} at time zone 'UTC')::date between r.starts_on and r.ends_on)`

interface Question {
  id: string
  label: string
  started_at: Temporal.Instant
  first_reply_at: Temporal.Instant | null
}

async function questions(ctx: Ctx, period: Period): Promise<Question[]> {
  const { rows } = await sql<Question>`
    select t.id, t.title as label, t.started_at, t.first_reply_at from topic t
     where ${started(ctx, period)} and t.is_question order by t.started_at`.execute(ctx.db)
  return rows
}

/** Where the community is when it rests: its first country decides. */
async function restOf(ctx: Ctx): Promise<{ zone: string; weekend: number[] }> {
  const { id, zone } = communityOf(ctx)
  const row = await ctx.db.selectFrom('community').select('countries').where('id', '=', id).executeTakeFirst()
  const country = row?.countries[0]
  return { zone, weekend: country ? weekendOf(country) : [6, 7] }
}

const row = ({ id, label }: Question, numerator: number): Row => ({
  id,
  label,
  about: 'topic',
  numerator,
  denominator: 1,
})

/** One that may still be answered in time is not yet counted. */
const answeredInTime: Measure = {
  key: 'ind-eng-04',
  async rows(ctx, period) {
    const { zone, weekend } = await restOf(ctx)
    return (await questions(ctx, period)).flatMap((question) => {
      const due = afterWorkingDays(question.started_at, answerDays, zone, weekend)
      const first = question.first_reply_at
      if (!first && Temporal.Instant.compare(due, ctx.now) > 0) return []
      return [row(question, first && Temporal.Instant.compare(first, due) <= 0 ? 1 : 0)]
    })
  },
}

/** Of those that were answered: one that waits has no time yet. */
const timeToReply: Measure = {
  key: 'ind-eng-05',
  async rows(ctx, period) {
    const { zone, weekend } = await restOf(ctx)
    return (await questions(ctx, period)).flatMap((question) =>
      question.first_reply_at
        ? [row(question, workingHours(question.started_at, question.first_reply_at, zone, weekend))]
        : [],
    )
  },
  sum(rows) {
    const value = median(rows.map(({ numerator }) => numerator))
    return { numerator: value ?? 0, denominator: rows.length, value }
  },
}

const repliesPerTopic = measure(
  'ind-eng-06',
  'topic',
  (ctx, period) => sql`
      select t.id, t.title as label, count(p.id) as numerator, 1 as denominator
        from topic t
        left join post p on p.community_id = t.community_id and p.topic_id = t.id and not p.is_first and p.retired_at is null
             and p.at <= t.started_at + make_interval(days => ${ripe})
       where ${started(ctx, period)} and t.started_at + make_interval(days => ${ripe}) <= ${moment(ctx.now)}
       group by t.id, t.title, t.started_at order by t.started_at`,
)

const coordinatorDependency = measure(
  'ind-eng-07',
  'topic',
  (ctx, period) => sql`
      select t.id, t.title as label, count(*) filter (where ${isStaff(sql`p.author_id`, sql`p.at`)}) as numerator, count(*) as denominator
        from post p join topic t on t.community_id = p.community_id and t.id = p.topic_id and t.retired_at is null
       where ${written(ctx, period)} and p.author_id is not null
       group by t.id, t.title order by 3 desc, 2`,
)

/** Questions that a meeting parked were not begun here. */
const memberStarted = measure(
  'ind-eng-08',
  'topic',
  (ctx, period) => sql`
      select t.id, t.title as label, (not ${isStaff(sql`t.author_id`, sql`t.started_at`)})::int as numerator, 1 as denominator
        from topic t where ${started(ctx, period)} and t.author_id is not null and t.question_id is null order by t.started_at`,
)

const acrossUnits = measure(
  'ind-eng-10',
  'topic',
  (ctx, period) => sql`
      select t.id, t.title as label, count(*) filter (where lower(a.organisation) <> lower(m.organisation)) as numerator, count(*) as denominator
        from post p
        join topic t on t.community_id = p.community_id and t.id = p.topic_id and t.retired_at is null
        join member a on a.community_id = t.community_id and a.id = t.author_id and a.organisation is not null
        join member m on m.community_id = p.community_id and m.id = p.author_id and m.organisation is not null
       where ${written(ctx, period)} and not p.is_first and p.author_id <> t.author_id
       group by t.id, t.title order by 3 desc, 2`,
)

export const discussionMeasures: Measure[] = [
  answeredInTime,
  timeToReply,
  repliesPerTopic,
  coordinatorDependency,
  memberStarted,
  acrossUnits,
]

function median(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
