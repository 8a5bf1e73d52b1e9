/** Which guests were there. Nothing is computed of it about a person: it is counted with the meeting. */
import { sql } from 'kysely'
import { personOf, type Ctx } from '../ctx.ts'
import { recordAll } from '../facts.ts'
import type { EventRow } from './access.ts'
import { problem } from './input.ts'

/** Marks guests by hand, and takes back who was marked and is present no more. Throws Invalid for who is no guest of it. */
export async function markGuests(
  ctx: Ctx,
  event: EventRow,
  present: readonly string[],
  marked: readonly string[],
  minutes: Record<string, number | undefined>,
): Promise<{ added: number; removed: number; present: number }> {
  const before = await guestsAt(ctx, event)
  const there = new Set(present)
  const added = await attendAsGuests(
    ctx,
    event,
    [...there].map((guest) => ({ guest, minutes: minutes[guest] ?? null })),
    'facilitator',
  )
  const gone = marked.filter((guest) => before.has(guest) && !there.has(guest))
  await takeGuestsBack(ctx, event, gone)
  return { added: added.length, removed: gone.length, present: before.size + added.length - gone.length }
}

/**
 * Writes that guests were there; of those who were marked before, the minutes where they are given and nobody wrote others by
 * hand. Returns who is new. Throws Invalid `events.member` for who is no guest of this event.
 */
export async function attendAsGuests(
  ctx: Ctx,
  event: EventRow,
  present: readonly { guest: string; minutes: number | null }[],
  source: 'facilitator' | 'report' | 'check-in',
): Promise<string[]> {
  if (present.length === 0) return []
  const before = await guestsAt(ctx, event)
  const { rows } = await sql<{ id: string }>`
    insert into guest_attendance as a (community_id, event_id, guest_id, minutes, source, at, marked_by)
    select g.community_id, g.event_id, g.id, p.minutes, ${source}::text, ${ctx.now}, ${ctx.actor?.id ?? null}::uuid
      from json_to_recordset(${JSON.stringify(present)}::json) as p (guest uuid, minutes integer)
      join guest g on g.community_id = ${event.community_id} and g.event_id = ${event.id} and g.id = p.guest
    on conflict (community_id, event_id, guest_id) do update
      set minutes = case when ${source} = 'facilitator' or a.minutes is null or a.source <> 'facilitator'
                         then coalesce(excluded.minutes, a.minutes) else a.minutes end
    returning a.guest_id as id`.execute(ctx.db)
  if (rows.length !== present.length) throw problem('guests', 'events.member')
  const added = rows.map(({ id }) => id).filter((id) => !before.has(id))
  await recordAll(
    ctx,
    'event.guest-attended',
    added.map((guest) => ({ member: null, subject: event.id, at: event.starts_at, payload: { guest } })),
  )
  return added
}

/** Takes marks of guests back. */
export async function takeGuestsBack(
  ctx: Ctx,
  event: EventRow,
  guests: readonly string[],
  report?: string,
): Promise<void> {
  if (guests.length === 0) return
  personOf(ctx)
  await ctx.db
    .deleteFrom('guest_attendance')
    .where('community_id', '=', event.community_id)
    .where('event_id', '=', event.id)
    .where('guest_id', '=', (eb) => eb.fn.any(eb.val([...guests])))
    .execute()
  await recordAll(
    ctx,
    'event.attendance-corrected',
    guests.map((guest) => ({ member: null, subject: event.id, payload: { guest, ...(report ? { report } : {}) } })),
  )
}

/** Ids of the guests who were marked. */
export async function guestsAt(ctx: Ctx, event: EventRow): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('guest_attendance')
    .select('guest_id')
    .where('community_id', '=', event.community_id)
    .where('event_id', '=', event.id)
    .execute()
  return new Set(rows.map(({ guest_id }) => guest_id))
}
