/** Indicators read from events, their agendas and who came. Definitions: content/indicators.json. */
import { sql, type RawBuilder } from 'kysely'
import formats from '#content/event-formats.json' with { type: 'json' }
import { communityOf, type Ctx } from '../../ctx.ts'
import type { Measure, Period, Row } from './types.ts'

/** Modes in which members work together; breaks and talks are not. */
const interactive = formats.modes.filter((mode) => mode.together).map((mode) => mode.id)

type Statement = RawBuilder<Omit<Row, 'about'>>

/** An indicator whose rows one statement gives: `id, label, numerator, denominator`, and `date` for events. */
export function measure(key: string, about: Row['about'], statement: (ctx: Ctx, period: Period) => Statement): Measure {
  return { key, rows: (ctx, period) => rowsOf(ctx, about, statement(ctx, period)) }
}

/** The rows of such a statement. */
export async function rowsOf(ctx: Ctx, about: Row['about'], statement: Statement): Promise<Row[]> {
  const { rows } = await statement.execute(ctx.db)
  return rows.map((row) => ({ ...row, numerator: Number(row.numerator), denominator: Number(row.denominator), about }))
}

export const inPeriod = (ctx: Ctx, period: Period) =>
  sql`e.community_id = ${communityOf(ctx).id} and e.starts_at >= ${period.from.toString()}::timestamptz and e.starts_at < ${period.to.toString()}::timestamptz`

const titled = sql`e.title as label, to_char(e.wall_start, 'YYYY-MM-DD') as date`

const deliveredAsPlanned = measure(
  'ind-act-01',
  'event',
  (ctx, period) => sql`
      select e.id, ${titled},
             (e.state = 'held' and e.starts_at - coalesce(e.first_starts_at, e.starts_at) between interval '-14 days' and interval '14 days')::int as numerator,
             1 as denominator
        from event e
       where e.community_id = ${communityOf(ctx).id} and e.key is not null and e.is_live
         and coalesce(e.first_starts_at, e.starts_at) >= ${period.from.toString()}::timestamptz
         and coalesce(e.first_starts_at, e.starts_at) < least(${period.to.toString()}::timestamptz, ${ctx.now.toString()}::timestamptz)
       order by e.starts_at`,
)

const interactiveShare = measure(
  'ind-act-02',
  'event',
  (ctx, period) => sql`
      select e.id, ${titled}, coalesce(sum(s.minutes) filter (where s.mode = any(${interactive})), 0) as numerator, sum(s.minutes) as denominator
        from event e join segment s on s.community_id = e.community_id and s.event_id = e.id
       where ${inPeriod(ctx, period)} and e.state = 'held' group by e.id, e.title, e.wall_start, e.starts_at, e.community_id order by e.starts_at`,
)

const memberLed = measure(
  'ind-act-10',
  'event',
  (ctx, period) => sql`
      select e.id, ${titled},
             (exists (select from fact f where f.community_id = e.community_id and f.subject_id = e.id and f.kind = 'event.led'
                and not exists (select from role_term r where r.community_id = f.community_id and r.role in ('coordinator', 'trio') and r.holder_id = f.member_id)))::int as numerator,
             1 as denominator
        from event e where ${inPeriod(ctx, period)} and e.state = 'held' order by e.starts_at`,
)

const showUp = measure(
  'ind-par-03',
  'event',
  (ctx, period) => sql`
      select e.id, ${titled}, count(a.member_id) as numerator, count(*) as denominator
        from event e
        join rsvp r on r.community_id = e.community_id and r.event_id = e.id and r.answer = 'yes'
        left join attendance a on a.community_id = r.community_id and a.event_id = r.event_id and a.member_id = r.member_id
       where ${inPeriod(ctx, period)} and e.state = 'held' group by e.id, e.title, e.wall_start, e.starts_at, e.community_id order by e.starts_at`,
)

const repeatAttendance = measure(
  'ind-par-13',
  'event',
  (ctx, period) => sql`
      select e.id, ${titled},
             count(*) filter (where exists (
               select from attendance b
                where b.community_id = a.community_id and b.member_id = a.member_id and b.event_id in (
                  select p.id from event p
                   where p.community_id = e.community_id and p.series_id = e.series_id and p.starts_at < e.starts_at and p.state = 'held'
                   order by p.starts_at desc limit 2))) as numerator,
             count(*) as denominator
        from event e join attendance a on a.community_id = e.community_id and a.event_id = e.id
       where ${inPeriod(ctx, period)} and e.state = 'held' and e.series_id is not null
       group by e.id, e.title, e.wall_start, e.starts_at, e.community_id, e.series_id order by e.starts_at`,
)

/** Five working days after an event are never more than a week. A note that may still come in time is not yet counted. */
const notesOnTime = measure(
  'ind-act-07',
  'event',
  (ctx, period) => sql`
      select e.id, ${titled}, coalesce(v.at <= e.ends_at + interval '7 days', false)::int as numerator, 1 as denominator
        from event e
        left join record_version v on v.community_id = e.community_id and v.event_id = e.id and v.version = 1
       where ${inPeriod(ctx, period)} and e.state = 'held' and e.is_live
         and (v.version is not null or e.ends_at + interval '7 days' < ${ctx.now.toString()}::timestamptz)
       order by e.starts_at`,
)

/** Actions of clinics that are a month old. What was only started is not known here, so the share is a low estimate. */
const clinicActions = measure(
  'ind-app-05',
  'event',
  (ctx, period) => sql`
      select e.id, ${titled},
             count(*) filter (where a.state = 'done' and a.ended_at <= e.ends_at + interval '30 days') as numerator,
             count(*) as denominator
        from event e join action a on a.community_id = e.community_id and a.event_id = e.id
       where ${inPeriod(ctx, period)} and e.format_key = 'peer-clinic' and e.ends_at + interval '30 days' < ${ctx.now.toString()}::timestamptz
       group by e.id, e.title, e.wall_start, e.starts_at, e.community_id order by e.starts_at`,
)

export const eventMeasures: Measure[] = [
  deliveredAsPlanned,
  notesOnTime,
  clinicActions,
  interactiveShare,
  memberLed,
  showUp,
  repeatAttendance,
]
