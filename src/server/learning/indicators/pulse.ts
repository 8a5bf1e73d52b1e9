/**
 * Indicators read from the pulses of events, from what people did in live rooms, and from what they told weeks later.
 * Definitions: content/indicators.json. Pulses are anonymous: all that is read are sums of at least five answers, events
 * with fewer added up in one row, or left out while even together they are fewer (catalogue, conventions: suppression).
 */
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import { communityOf } from '../../ctx.ts'
import { inPeriod, measure, rowsOf } from './events.ts'
import type { Measure, Period, Row } from './types.ts'

/** Fewer answers than this are nobody's to see. */
const fewest = 5

/** Label of the row that adds up events with fewer answers: words at `learning.units`. */
const few = 'few-answers'

/** Answers to the pulses of a period as `said`, with their event, as far as they are counted. */
const answers = (ctx: Ctx, period: Period) => sql`
  select e.id, e.title, e.wall_start, e.starts_at, p.questions, a.said
    from event e
    join pulse p on p.community_id = e.community_id and p.event_id = e.id
    join pulse_answer a on a.community_id = e.community_id and a.event_id = e.id and (a.is_counted or p.closes_at <= ${ctx.now})
   where ${inPeriod(ctx, period)}`

/** Rows by event out of `s` with `id, title, wall_start, starts_at`: what is summed of each answer over and under the line. */
function byEvent(
  ctx: Ctx,
  source: RawBuilder<unknown>,
  sums: { over: RawBuilder<unknown>; under: RawBuilder<unknown>; where?: RawBuilder<unknown> },
): Promise<Row[]> {
  return rowsOf(
    ctx,
    'event',
    sql`
    with each as (
      select s.id, s.title, s.wall_start, s.starts_at, count(*) as n, sum(${sums.over}) as numerator, sum(${sums.under}) as denominator
        from (${source}) s where ${sums.where ?? sql`true`} group by s.id, s.title, s.wall_start, s.starts_at),
    together as (select sum(n) as n, sum(numerator) as numerator, sum(denominator) as denominator from each where n < ${fewest})
    select id::text, label, date, numerator, denominator from (
      select id::text, title as label, to_char(wall_start, 'YYYY-MM-DD') as date, numerator, denominator, starts_at
        from each where n >= ${fewest}
       union all
      select ${few}, ${few}, null, numerator, denominator, null from together where n >= ${fewest}) as rows
     order by starts_at nulls last`,
  )
}

const point = (question: string) => sql`(s.said->>${question}::text)::numeric`
const asked = (question: string) => sql`s.said ? ${question}::text`
const one = sql`1`

/** Share of answers 4 and 5 to a question of the pulse. */
const favourable = (key: string, question: string): Measure => ({
  key,
  rows: (ctx, period) =>
    byEvent(ctx, answers(ctx, period), {
      over: sql`(${point(question)} >= 4)::int`,
      under: one,
      where: asked(question),
    }),
})

const usefulness: Measure = {
  key: 'ind-sat-01',
  rows: (ctx, period) =>
    byEvent(ctx, answers(ctx, period), { over: point('useful'), under: one, where: asked('useful') }),
}

/** Both sums are of the same people, so that their ratio is that of the means. */
const howToRatio: Measure = {
  key: 'ind-kno-02',
  rows: (ctx, period) =>
    byEvent(ctx, answers(ctx, period), {
      over: point('learned-how'),
      under: point('learned-about'),
      where: sql`${asked('learned-how')} and ${asked('learned-about')}`,
    }),
}

const intention: Measure = {
  key: 'ind-kno-09',
  rows: (ctx, period) =>
    byEvent(ctx, answers(ctx, period), {
      over: sql`(${asked('intended-action')})::int`,
      under: one,
      where: sql`'intended-action' = any(s.questions)`,
    }),
}

/** Of those who were asked 30 to 45 days after an event and told: how many used something. */
const applied: Measure = {
  key: 'ind-app-01',
  rows: (ctx, period) =>
    byEvent(
      ctx,
      sql`select e.id, e.title, e.wall_start, e.starts_at, l.used
        from event e join loop_back l on l.community_id = e.community_id and l.event_id = e.id and l.days between 30 and 45
       where ${inPeriod(ctx, period)}`,
      { over: sql`(s.used in ('used-as-it-was', 'adapted-it', 'tried-did-not-work'))::int`, under: one },
    ),
}

/**
 * Hours saved, as they were told in the period: each estimate with how sure it is and what of it was due to the community,
 * none above 160 hours. Of what somebody told of one event several times only the newest. Nobody checks the estimates.
 */
const hoursSaved: Measure = {
  key: 'ind-val-02',
  rows: (ctx, period) =>
    byEvent(
      ctx,
      sql`select distinct on (e.id, coalesce(l.member_id, l.guest_id, l.id)) e.id, e.title, e.wall_start, e.starts_at,
             greatest(-160, least(160, l.hours)) * l.confidence / 100.0 * l.share / 100.0 as saved
        from event e join loop_back l on l.community_id = e.community_id and l.event_id = e.id and l.hours is not null
       where e.community_id = ${communityOf(ctx).id}
         and l.told_at >= ${period.from.toString()}::timestamptz and l.told_at < ${period.to.toString()}::timestamptz
       order by e.id, coalesce(l.member_id, l.guest_id, l.id), l.told_at desc`,
      { over: sql`s.saved`, under: sql`0` },
    ),
}

/** Stories told in the period, against a tenth of each session that was held in it. */
const loopsReported = measure(
  'ind-app-08',
  'event',
  (ctx, period) => sql`
      select e.id, e.title as label, to_char(e.wall_start, 'YYYY-MM-DD') as date, coalesce(told.n, 0) as numerator,
             case when e.state = 'held' and e.is_live and ${inPeriod(ctx, period)} then 0.1 else 0 end as denominator
        from event e
        left join (
          select l.event_id, count(*) as n from loop_back l
           where l.community_id = ${communityOf(ctx).id} and l.what is not null
             and l.used in ('used-as-it-was', 'adapted-it', 'tried-did-not-work')
             and l.told_at >= ${period.from.toString()}::timestamptz and l.told_at < ${period.to.toString()}::timestamptz
           group by l.event_id) told on told.event_id = e.id
       where e.community_id = ${communityOf(ctx).id}
         and (told.n is not null or (e.state = 'held' and e.is_live and ${inPeriod(ctx, period)}))
       order by e.starts_at`,
)

/**
 * Of meetings with a live room. Who did something under their name is counted once; of anonymous votes only how many there
 * were is known, so that the larger of the two is taken: a low estimate that leads to nobody.
 */
const liveInteraction = measure(
  'ind-eng-12',
  'event',
  (ctx, period) => sql`
      select id, label, date, least(greatest(named, voted), present) as numerator, present as denominator from (
        select e.id, e.title as label, to_char(e.wall_start, 'YYYY-MM-DD') as date, e.starts_at,
               (select count(*) from (
                  select q.participant_id from question q where q.community_id = e.community_id and q.event_id = e.id
                   union select v.participant_id from question_vote v where v.community_id = e.community_id and v.event_id = e.id
                   union select l.id from note n join live_participant l on l.community_id = n.community_id and l.event_id = n.event_id
                           and l.member_id = n.member_id where n.community_id = e.community_id and n.event_id = e.id
                   union select l.id from poll p join poll_vote v on v.community_id = p.community_id and v.poll_id = p.id
                           join live_participant l on l.community_id = p.community_id and l.event_id = p.event_id
                             and (l.id = v.participant_id or l.member_id = v.member_id)
                          where p.community_id = e.community_id and p.event_id = e.id) as did where participant_id is not null) as named,
               (select coalesce(max(votes), 0) from (select count(*) as votes from poll p
                  join poll_vote v on v.community_id = p.community_id and v.poll_id = p.id
                 where p.community_id = e.community_id and p.event_id = e.id group by p.id) as polls) as voted,
               greatest(
                 (select count(*) from attendance a where a.community_id = e.community_id and a.event_id = e.id)
                   + (select count(*) from guest_attendance a where a.community_id = e.community_id and a.event_id = e.id),
                 (select count(*) from live_participant l where l.community_id = e.community_id and l.event_id = e.id)) as present
          from event e join live_room r on r.community_id = e.community_id and r.event_id = e.id
         where ${inPeriod(ctx, period)} and e.state = 'held') as meetings
       where present > 0 order by starts_at`,
)

export const pulseMeasures: Measure[] = [
  usefulness,
  favourable('ind-sat-02', 'time-worth'),
  favourable('ind-kno-01', 'learned-how'),
  howToRatio,
  intention,
  applied,
  hoursSaved,
  loopsReported,
  liveInteraction,
]
