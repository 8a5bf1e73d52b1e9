/** Decisions over all meetings, newest first. */
import { sql } from 'kysely'
import { z } from 'zod'
import { id, line, optional, page } from '../../foundations/input.ts'
import { allow, can } from '../../permissions/index.ts'
import { seeHome } from '../../permissions/communities.ts'
import { holdEvent } from '../../permissions/events.ts'
import { nameInRecord, readRecord, type RecordAccess } from '../../permissions/record.ts'
import { query } from '../../verb.ts'
import { fromCursor, toCursor } from '../cursor.ts'
import { accessColumns, here, readable } from './access.ts'

type Row = RecordAccess & {
  id: string
  text: string
  by_whom: string | null
  at: Temporal.Instant
  withdrawn_reason: string | null
  event_id: string
  event: string
  held_on: string
}

const perPage = 30

export const decisions = query(
  'events.decisions',
  {
    input: z.object({ series: optional(id), search: optional(line(100)), ...page }),
    does: 'Decisions over all meetings that you may read about, newest first.',
    who: `${seeHome.says} ${readRecord.says}`,
  },
  async (ctx, input) => {
    allow(ctx, seeHome, undefined)
    const limit = input.limit ?? perPage
    const like = input.search ? `%${input.search.replace(/[\\%_]/g, '\\$&')}%` : null
    const place = input.after ? fromCursor(input.after) : null
    const { rows } = await sql<Row>`
      select d.id, d.text, d.by_whom, d.at, d.withdrawn_reason, d.event_id, e.title as event, e.wall_start::date as held_on, ${accessColumns(ctx)}
        from decision d
        join event e on e.community_id = d.community_id and e.id = d.event_id
        left join event_record r on r.community_id = e.community_id and r.event_id = e.id
       where d.community_id = ${here(ctx)} and ${readable(ctx)}
         and (${input.series ?? null}::uuid is null or e.series_id = ${input.series ?? null}::uuid)
         and (${like}::text is null or d.text ilike ${like} or e.title ilike ${like})
         and (${place?.at ?? null}::timestamptz is null or (d.at, d.id) < (${place?.at ?? null}::timestamptz, ${place?.id ?? null}::uuid))
       order by d.at desc, d.id desc limit ${limit + 1}`.execute(ctx.db)
    const last = rows[limit - 1]
    return {
      items: rows.slice(0, limit).map((row) => ({
        id: row.id,
        text: row.text,
        by_whom: can(ctx, nameInRecord, row) ? row.by_whom : null,
        at: row.at.toString(),
        withdrawn_reason: row.withdrawn_reason,
        event: { id: row.event_id, title: row.event, held_on: row.held_on },
        may: { withdraw: row.withdrawn_reason === null && can(ctx, holdEvent, row) },
      })),
      next: rows.length > limit && last ? toCursor({ starts_at: last.at.toString(), id: last.id }) : null,
    }
  },
)
