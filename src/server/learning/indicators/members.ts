/** Indicators read from members: who came, who gave, who stayed. Definitions: content/indicators.json. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { consumptions, contributions } from '../../facts.ts'
import { measure } from './events.ts'
import type { Measure, Period } from './types.ts'

const moment = (at: Temporal.Instant) => sql`${at.toString()}::timestamptz`

/**
 * Eligible members at the end of the period (catalogue, conventions). States are those of today; who joined later or had
 * left by then is read from the dates.
 */
const eligible = (ctx: Ctx, period: Period) => sql`
  select m.id, p.name, m.joined_at, m.state, m.organisation
    from member m join person p on p.id = m.person_id
   where m.community_id = ${communityOf(ctx).id} and m.joined_at < ${moment(period.to)}
     and (m.state in ('onboarding', 'active', 'at-risk', 'dormant') or (m.state in ('left', 'retired') and m.state_since >= ${moment(period.to)}))`

const came = (ctx: Ctx, from: Temporal.Instant, to: Temporal.Instant) => sql`
  select a.member_id from attendance a join event e on e.community_id = a.community_id and e.id = a.event_id
   where a.community_id = ${communityOf(ctx).id} and e.starts_at >= ${moment(from)} and e.starts_at < ${moment(to)}`

const gave = (ctx: Ctx, from: Temporal.Instant, to: Temporal.Instant, kinds: readonly string[]) => sql`
  select f.member_id from fact f
   where f.community_id = ${communityOf(ctx).id} and f.at >= ${moment(from)} and f.at < ${moment(to)} and f.kind = any(${[...kinds]}) and f.member_id is not null`

const days = (at: Temporal.Instant, count: number) => at.subtract({ hours: count * 24 })

const size = measure(
  'ind-par-01',
  'member',
  (ctx, period) =>
    sql`select m.id, m.name as label, 1 as numerator, 0 as denominator from (${eligible(ctx, period)}) m order by 2`,
)

const reach = measure(
  'ind-par-04',
  'member',
  (ctx, period) => sql`
      select m.id, m.name as label, (m.id in (${came(ctx, period.from, period.to)}))::int as numerator, 1 as denominator
        from (${eligible(ctx, period)}) m order by 3 desc, 2`,
)

const onboardingDone = measure(
  'ind-par-06',
  'member',
  (ctx, period) => sql`
      select m.id, m.name as label,
             (exists (select from fact f where f.community_id = ${communityOf(ctx).id} and f.kind = 'member.onboarded' and f.member_id = m.id
                and f.at <= m.joined_at + interval '30 days'))::int as numerator,
             1 as denominator
        from (${eligible(ctx, period)}) m
       where m.joined_at >= ${moment(days(period.to, 60))} and m.joined_at < ${moment(days(period.to, 30))} order by 2`,
)

const activeRate = measure(
  'ind-par-07',
  'member',
  (ctx, period) => sql`
      select m.id, m.name as label,
             (m.id in (${came(ctx, days(period.to, 90), period.to)}) or m.id in (${gave(ctx, days(period.to, 90), period.to, contributions)}))::int as numerator,
             1 as denominator
        from (${eligible(ctx, period)}) m order by 3 desc, 2`,
)

const unitSpread = measure(
  'ind-par-08',
  'unit',
  (ctx, period) => sql`
      select m.organisation as id, m.organisation as label,
             bool_or(m.id in (${came(ctx, days(period.to, 90), period.to)}) or m.id in (${gave(ctx, days(period.to, 90), period.to, contributions)}))::int as numerator,
             1 as denominator
        from (${eligible(ctx, period)}) m where m.organisation is not null group by m.organisation order by 3 desc, 2`,
)

const retention = measure(
  'ind-par-10',
  'member',
  (ctx, period) => sql`
      select m.id, m.name as label,
             (exists (select from fact f where f.community_id = ${communityOf(ctx).id} and f.member_id = m.id and f.kind = any(${[...contributions, ...consumptions]})
                and f.at between m.joined_at + interval '60 days' and m.joined_at + interval '90 days')
              or exists (select from attendance a join event e on e.community_id = a.community_id and e.id = a.event_id
                where a.community_id = ${communityOf(ctx).id} and a.member_id = m.id
                  and e.starts_at between m.joined_at + interval '60 days' and m.joined_at + interval '90 days'))::int as numerator,
             1 as denominator
        from (${eligible(ctx, period)}) m
       where m.joined_at >= ${moment(days(period.to, 180))} and m.joined_at < ${moment(days(period.to, 90))} order by 2`,
)

const dormancy = measure(
  'ind-par-11',
  'member',
  (ctx, period) => sql`
      select m.id, m.name as label,
             (m.id not in (${came(ctx, days(period.to, 90), period.to)})
              and m.id not in (${gave(ctx, days(period.to, 90), period.to, [...contributions, ...consumptions])})
              and m.joined_at < ${moment(days(period.to, 90))})::int as numerator,
             1 as denominator
        from (${eligible(ctx, period)}) m order by 3 desc, 2`,
)

const hubKept = measure(
  'ind-par-12',
  'member',
  (ctx, period) => sql`
      select m.id, m.name as label,
             (count(a.event_id) >= least(c.commitment_times, floor(c.commitment_times * (count(e.id) - count(x.id) filter (where a.event_id is null))::numeric / c.commitment_of)))::int as numerator,
             1 as denominator
        from circle c
        join circle_place cp on cp.community_id = c.community_id and cp.circle_id = c.id and cp.since < ${moment(period.to)}
        join (${eligible(ctx, period)}) m on m.id = cp.member_id
        left join event e on e.community_id = c.community_id and e.promise_circle_id = c.id and e.state = 'held'
             and e.starts_at >= ${moment(days(period.to, 365))} and e.starts_at < ${moment(period.to)} and e.starts_at >= cp.since
        left join attendance a on a.community_id = e.community_id and a.event_id = e.id and a.member_id = m.id
        left join absence x on x.community_id = e.community_id and x.event_id = e.id and x.member_id = m.id and x.state = 'granted'
       where c.community_id = ${communityOf(ctx).id} and c.commitment_times is not null
       group by m.id, m.name, c.commitment_times, c.commitment_of order by 3, 2`,
)

/** Tiers are those of today; whoever came in after the first of the four meetings is not counted yet. */
const stableAttendance = measure(
  'ind-par-05',
  'member',
  (ctx, period) => sql`
      with four as (
        select e.id, e.starts_at from event e
         where e.community_id = ${communityOf(ctx).id} and e.class = 'cop-meeting' and e.state = 'held' and e.starts_at < ${moment(period.to)}
         order by e.starts_at desc, e.id limit 4)
      select m.id, m.name as label, (count(a.event_id) >= 2)::int as numerator, 1 as denominator
        from (${eligible(ctx, period)}) m
        left join attendance a on a.community_id = ${communityOf(ctx).id} and a.member_id = m.id and a.event_id in (select id from four)
       where (select count(*) from four) = 4 and m.joined_at <= (select min(starts_at) from four)
         and (exists (select from member_tier t where t.community_id = ${communityOf(ctx).id} and t.member_id = m.id and t.tier in ('core', 'active'))
              or exists (select from circle_place cp join circle c on c.community_id = cp.community_id and c.id = cp.circle_id
                   where cp.community_id = ${communityOf(ctx).id} and cp.member_id = m.id and c.policy = 'invitation' and c.commitment_times is not null))
       group by m.id, m.name order by 3, 2`,
)

const contributorRate = measure(
  'ind-eng-01',
  'member',
  (ctx, period) => sql`
      select m.id, m.name as label, (m.id in (${gave(ctx, period.from, period.to, contributions)}))::int as numerator, 1 as denominator
        from (${eligible(ctx, period)}) m order by 3 desc, 2`,
)

const coreRatio = measure(
  'ind-eng-02',
  'member',
  (ctx, period) => sql`
      select m.id, m.name as label, coalesce(t.tier = 'core', false)::int as numerator, 1 as denominator
        from (${eligible(ctx, period)}) m
        left join member_tier t on t.community_id = ${communityOf(ctx).id} and t.member_id = m.id order by 3 desc, 2`,
)

const concentration = measure(
  'ind-eng-03',
  'member',
  (ctx, period) => sql`
      with each as (
        select f.member_id, count(*) as n from (${gave(ctx, period.from, period.to, contributions)}) f group by f.member_id),
      ranked as (select each.*, row_number() over (order by n desc, member_id) as place, count(*) over () as people from each)
      select r.member_id as id, p.name as label, case when r.place <= ceil(r.people * 0.1) then r.n else 0 end as numerator, r.n as denominator
        from ranked r join member m on m.community_id = ${communityOf(ctx).id} and m.id = r.member_id join person p on p.id = m.person_id order by r.place`,
)

export const memberMeasures: Measure[] = [
  size,
  reach,
  onboardingDone,
  activeRate,
  unitSpread,
  retention,
  dormancy,
  stableAttendance,
  hubKept,
  contributorRate,
  coreRatio,
  concentration,
]
