/** What an event left, as its own page tells of it: read in the page's one statement. */
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import { can } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { readRecord, type Sensitivity } from '../../permissions/record.ts'
import type { EventRow } from '../access.ts'
import type { Material } from './materials.ts'

export interface Left {
  sensitivity: Sensitivity
  hub_circles: string[]
  /** Whether a record was published. */
  published: boolean
  /** Until when the pulse can be answered. */
  pulse_until: string | null
  materials: Material[]
}

/** The column for a statement on `event e`. */
export const leftColumn = sql<Left>`json_build_object(
  'sensitivity', coalesce((select er.sensitivity from event_record er where er.community_id = e.community_id and er.event_id = e.id), 'members'),
  'hub_circles', (select coalesce(json_agg(hc.id), '[]') from circle hc where hc.community_id = e.community_id and hc.policy = 'invitation'),
  'published', exists (select from record_version rv where rv.community_id = e.community_id and rv.event_id = e.id),
  'pulse_until', (select pu.closes_at from pulse pu where pu.community_id = e.community_id and pu.event_id = e.id and pu.closed_at is null),
  'materials', (select coalesce(json_agg(json_build_object('id', ma.id, 'title', ma.title, 'phase', ma.phase, 'url', ma.url,
      'sensitivity', ma.sensitivity, 'type', sf.type, 'bytes', sf.bytes)
      order by array_position(array['before', 'during', 'after'], ma.phase), ma.id), '[]')
    from material ma left join stored_file sf on sf.community_id = ma.community_id and sf.id = ma.file_id
   where ma.community_id = e.community_id and ma.event_id = e.id and ma.removed_at is null))`

/** What of it this reader may have: a way to the record, and the materials. */
export function leftFor(ctx: Ctx, event: EventRow & { attended: boolean; left: Left }) {
  const access = { ...event, ...event.left, was_there: event.attended }
  const begun = event.starts_at.subtract({ minutes: 15 }).epochMilliseconds <= ctx.now.epochMilliseconds
  const holds = can(ctx, holdEvent, event)
  return {
    record:
      begun &&
      event.state !== 'cancelled' &&
      can(ctx, readRecord, access) &&
      (event.left.published || holds || event.state === 'held'),
    close: begun && event.state !== 'cancelled' && holds,
    pulse:
      event.attended &&
      event.left.pulse_until !== null &&
      Temporal.Instant.from(event.left.pulse_until).epochMilliseconds > ctx.now.epochMilliseconds,
    certificate: event.state === 'held' && event.attended,
    materials: event.left.materials.filter(({ sensitivity }) => can(ctx, readRecord, { ...access, sensitivity })),
  }
}
