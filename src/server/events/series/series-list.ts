/** The series of the community, those that go on first. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf } from '../../ctx.ts'
import { allow, can, isSteward } from '../../permissions/index.ts'
import { seeHours, seeSeries, tendSeries } from '../../permissions/series.ts'
import { query } from '../../verb.ts'
import { visible } from '../access.ts'
import { isEnding } from './ending.ts'
import { wordsOf, type SaidSeries } from './said.ts'

interface Row extends SaidSeries {
  id: string
  title: string
  format: string
  circle: string | null
  ends_on: string
  ended_at: Temporal.Instant | null
  next: Temporal.Instant | null
  ahead: number
  held: number
}

export const seriesList = query(
  'events.series-list',
  {
    input: z.object({}),
    does: 'The series that you see: the rule in words, the next date, how many are ahead and how many were held.',
    who: seeSeries.says,
  },
  async (ctx) => {
    allow(ctx, seeSeries, { circle_id: null })
    const mine = isSteward(ctx) ? null : ctx.member!.circles.map(({ id }) => id)
    const today = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate().toString()
    const { rows } = await sql<Row>`
      select s.id, s.title, f.name as format, c.name as circle, s.rule, s.rule_in_words, s.by_hand, s.slots, s.wall_time, s.zone,
             s.starts_on, s.ends_on, s.ended_at, n.next, n.ahead, n.held
        from series s
        join event_format f on f.community_id = s.community_id and f.key = s.format_key
        left join circle c on c.community_id = s.community_id and c.id = s.circle_id
        cross join lateral (
          select min(e.starts_at) filter (where e.state = 'planned' and e.starts_at > ${ctx.now}) as next,
                 (count(*) filter (where e.state = 'planned' and e.starts_at > ${ctx.now}))::int as ahead,
                 (count(*) filter (where e.state = 'held'))::int as held
            from event e where e.community_id = s.community_id and e.series_id = s.id and ${visible(ctx)}) as n
       where s.community_id = ${communityOf(ctx).id} and (s.circle_id is null or ${mine}::uuid[] is null or s.circle_id = any(${mine}::uuid[]))
       order by n.next is null, n.next, s.ends_on desc, s.title
       limit 200`.execute(ctx.db)
    return {
      items: rows.map(({ rule_in_words, by_hand, rule, slots, wall_time, starts_on, next, ended_at, ...row }) => ({
        ...row,
        words: wordsOf({ rule, rule_in_words, by_hand, slots, wall_time, zone: row.zone, starts_on }, ctx.locale),
        next: next?.toString() ?? null,
        is_ended: ended_at !== null,
        is_ending: isEnding({ rule, ended_at, ends_on: row.ends_on }, today),
      })),
      may: { plan: can(ctx, tendSeries, { circle_id: null }), seeHours: can(ctx, seeHours, undefined) },
    }
  },
)
