/** The ways to what an event left: one event with its record, or the condition that lists put on theirs. */
import { sql, type RawBuilder } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { hasRole, isMember, isSteward } from '../../permissions/index.ts'
import type { RecordAccess, Sensitivity } from '../../permissions/record.ts'
import { eventFor, eventToChange, visible, type EventRow } from '../access.ts'

/** An event with what decides who reads what it left. */
export type RecordedEvent = EventRow & RecordAccess & { sensitivity: Sensitivity; summary_of_record: string | null }

/** An event that the actor sees, with its record's settings. Throws NotFound `events.event`. */
export async function recordedEvent(ctx: Ctx, id: string): Promise<RecordedEvent> {
  return withRecord(ctx, await eventFor(ctx, id))
}

/** The same with the event's row locked. Throws Conflict `events.cancelled`, and `events.not-begun` before its doors open. */
export async function recordToWrite(ctx: Ctx, id: string): Promise<RecordedEvent> {
  const event = await eventToChange(ctx, id)
  return withRecord(ctx, event)
}

/** Nothing is decided at an event that was called off or has not begun; the doors open a quarter of an hour before. */
export function mustHaveOpened(ctx: Ctx, event: Pick<EventRow, 'state' | 'starts_at'>): void {
  if (event.state === 'cancelled') throw new Conflict('events.cancelled')
  if (event.starts_at.subtract({ minutes: 15 }).epochMilliseconds > ctx.now.epochMilliseconds)
    throw new Conflict('events.not-begun')
}

interface Setting {
  sensitivity: Sensitivity | null
  summary: string | null
  was_there: boolean
  hub_circles: string[]
}

async function withRecord(ctx: Ctx, event: EventRow): Promise<RecordedEvent> {
  const { rows } = await sql<Setting>`
    select r.sensitivity, r.summary, ${wasThere(ctx)} as was_there, ${hubCircles} as hub_circles
      from event e left join event_record r on r.community_id = e.community_id and r.event_id = e.id
     where e.community_id = ${event.community_id} and e.id = ${event.id}`.execute(ctx.db)
  const { summary, sensitivity, ...row } = rows[0]!
  return { ...event, ...row, sensitivity: sensitivity ?? 'members', summary_of_record: summary }
}

/** Columns of `event e` and `event_record r` from which a row becomes a `RecordAccess`. */
export const accessColumns = (ctx: Ctx): RawBuilder<RecordAccess> => sql<RecordAccess>`
  e.circle_id, e.is_public, e.facilitator_id, e.confidence, coalesce(r.sensitivity, 'members') as sensitivity,
  ${wasThere(ctx)} as was_there, ${hubCircles} as hub_circles`

/** The condition on `event e` left join `event_record r` of a list: what this actor reads. Says the same as `readRecord`. */
export function readable(ctx: Ctx): RawBuilder<boolean> {
  if (isSteward(ctx)) return sql<boolean>`true`
  if (!isMember(ctx))
    return sql<boolean>`(${visible(ctx)} and e.confidence <> 'nothing-leaves' and coalesce(r.sensitivity, 'members') = 'public')`
  const circles = ctx.member!.circles.map(({ id }) => id)
  const inside = sql`(case when e.confidence = 'nothing-leaves' or r.sensitivity = 'restricted' then ${wasThere(ctx)}
    when r.sensitivity = 'hub' then ${hubCircles} && ${circles}::uuid[] else true end)`
  const facilitates = hasRole(ctx, ['facilitator'])
  return sql<boolean>`(${visible(ctx)} and (${inside} or e.facilitator_id = ${ctx.member!.id}
    or (${facilitates} and (e.circle_id is null or e.circle_id = any(${circles}::uuid[])))))`
}

/** Throws NotFound `record.thing` for an id that is not there, or not for this reader. */
export function mustBe<T>(row: T | undefined): T {
  if (row === undefined) throw new NotFound('record.thing')
  return row
}

export const here = (ctx: Ctx): string => communityOf(ctx).id

const wasThere = (ctx: Ctx): RawBuilder<boolean> => sql<boolean>`exists (select from attendance wt
  where wt.community_id = e.community_id and wt.event_id = e.id and wt.member_id = ${ctx.member?.id ?? null}::uuid)`

const hubCircles: RawBuilder<string[]> = sql<string[]>`(select coalesce(array_agg(hc.id), '{}') from circle hc
  where hc.community_id = e.community_id and hc.policy = 'invitation')`
