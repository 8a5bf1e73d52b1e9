/** What events have left, newest first, and the series whose book can be taken away. */
import { sql } from 'kysely'
import { z } from 'zod'
import { flag, page } from '../../foundations/input.ts'
import { allow, can } from '../../permissions/index.ts'
import { seeHome } from '../../permissions/communities.ts'
import { holdEvent } from '../../permissions/events.ts'
import { readRecord, type RecordAccess } from '../../permissions/record.ts'
import { query } from '../../verb.ts'
import { fromCursor, toCursor } from '../cursor.ts'
import { accessColumns, here, readable } from './access.ts'

type Row = RecordAccess & {
  id: string
  title: string
  starts_at: Temporal.Instant
  published_at: Temporal.Instant | null
  decisions: number
  actions: number
  done: number
}

const perPage = 30

export const records = query(
  'events.records',
  {
    /** `missing`: only those of which nothing is published. */
    input: z.object({ missing: flag.optional(), ...page }),
    does: 'Events that were held and what each left: whether its record is published, how many decisions and actions; and the series whose book can be taken away.',
    who: `${seeHome.says} ${readRecord.says}`,
  },
  async (ctx, input) => {
    allow(ctx, seeHome, undefined)
    const limit = input.limit ?? perPage
    const place = input.after ? fromCursor(input.after) : null
    const { rows } = await sql<Row>`
      select e.id, e.title, e.starts_at, ${accessColumns(ctx)},
             (select max(v.at) from record_version v where v.community_id = e.community_id and v.event_id = e.id) as published_at,
             (select count(*)::int from decision d where d.community_id = e.community_id and d.event_id = e.id and d.withdrawn_at is null) as decisions,
             (select count(*)::int from action a where a.community_id = e.community_id and a.event_id = e.id) as actions,
             (select count(*)::int from action a where a.community_id = e.community_id and a.event_id = e.id and a.state = 'done') as done
        from event e left join event_record r on r.community_id = e.community_id and r.event_id = e.id
       where e.community_id = ${here(ctx)} and e.state = 'held' and ${readable(ctx)}
         and (${input.missing ?? false} is false or not exists (
               select from record_version v where v.community_id = e.community_id and v.event_id = e.id))
         and (${place?.at ?? null}::timestamptz is null or (e.starts_at, e.id) < (${place?.at ?? null}::timestamptz, ${place?.id ?? null}::uuid))
       order by e.starts_at desc, e.id desc limit ${limit + 1}`.execute(ctx.db)
    const last = rows[limit - 1]
    const { rows: series } = await sql<{ id: string; title: string; held: number }>`
      select s.id, s.title, count(*)::int as held
        from series s join event e on e.community_id = s.community_id and e.series_id = s.id and e.state = 'held' and e.confidence <> 'nothing-leaves'
        left join event_record r on r.community_id = e.community_id and r.event_id = e.id
       where s.community_id = ${here(ctx)} and ${readable(ctx)}
       group by s.id, s.title order by s.title`.execute(ctx.db)
    return {
      items: rows.slice(0, limit).map((row) => ({
        id: row.id,
        title: row.title,
        starts_at: row.starts_at.toString(),
        published_at: row.published_at?.toString() ?? null,
        decisions: row.decisions,
        actions: row.actions,
        done: row.done,
        may: { write: can(ctx, holdEvent, row) },
      })),
      next: rows.length > limit && last ? toCursor({ starts_at: last.starts_at.toString(), id: last.id }) : null,
      series,
    }
  },
)
