/** Who was there, and closing an event as held. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, personOf, type Ctx } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { recordAll, record } from '../facts.ts'
import { id, optional, whole } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { holdEvent } from '../permissions/events.ts'
import { verb } from '../verb.ts'
import { eventToChange, type EventRow } from './access.ts'
import { guestsAt, markGuests } from './guest-attendance.ts'
import { announceEnd } from './live/index.ts'
import { mustTakePart } from './people.ts'

/** The doors open a quarter of an hour before (domain/04: preparation of a session). */
const doors = { minutes: 15 }

/** Several people: what ticks of a form send. */
export const many = z
  .preprocess((value) => (typeof value === 'string' ? [value] : (value ?? [])), z.array(id).max(2000))
  .optional()

export const markAttendance = verb(
  'events.mark-attendance',
  {
    input: z.object({
      id,
      /** Who was there. */
      present: many,
      /** Who was marked on the sheet that was looked at: those of them who are not `present` are taken back. */
      marked: many,
      /** For how many minutes, where it is known. */
      minutes: z.record(id, optional(whole(0, 60_480))).default({}),
      /** The same for guests. */
      guests: many,
      guests_marked: many,
    }),
    does: 'Marks who was there, several at once, also people who had not answered; takes back marks that were wrong.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustHaveOpened(ctx, event)
    const before = await attendeesOf(ctx, event.id)
    const present = new Set(input.present)
    const added = [...present].filter((member) => !before.has(member))
    const removed = (input.marked ?? []).filter((member) => before.has(member) && !present.has(member))
    // Whoever was there was there: a guest of the circle is counted like its members.
    await mustTakePart(ctx, added, 'present')
    await keep(ctx, event, [...present], input.minutes)
    await recordAttended(ctx, event, added)
    await takeBack(ctx, event, removed)
    const guests = await markGuests(ctx, event, input.guests ?? [], input.guests_marked ?? [], input.minutes)
    return {
      added: added.length + guests.added,
      removed: removed.length + guests.removed,
      present: before.size + added.length - removed.length + guests.present,
    }
  },
)

export const closeEvent = verb(
  'events.close',
  {
    input: z.object({ id }),
    does: 'Closes an event as held. Somebody has to be marked as having been there.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    if (event.state === 'cancelled') throw new Conflict('events.cancelled')
    if (event.state === 'held') return { held: true }
    if (event.starts_at.epochMilliseconds > ctx.now.epochMilliseconds) throw new Conflict('events.not-begun')
    const attended = (await attendeesOf(ctx, event.id)).size
    if (attended === 0 && event.is_live && (await guestsAt(ctx, event)).size === 0)
      throw new Conflict('events.nobody-marked')
    await ctx.db
      .updateTable('event')
      .set({ state: 'held', held_at: ctx.now, updated_at: ctx.now })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', event.id)
      .execute()
    await record(ctx, 'event.held', { subject: event.id, payload: { class: event.class, attended } })
    await recordLeaders(ctx, event)
    await announceEnd(ctx, event.id)
    return { held: true }
  },
)

/** A member who was there, and for how many minutes where that is known. */
export interface Present {
  member: string
  minutes: number | null
}

/**
 * Marks who was there as a report or they themselves say it: the same rows and facts as a mark by hand, which wins. Whoever
 * was marked by a facilitator keeps that mark, and is given the minutes only where nobody knew them. Returns who is new.
 * For whoever may do so already: asks no permission.
 */
export async function attend(
  ctx: Ctx,
  event: EventRow,
  present: readonly Present[],
  source: 'report' | 'check-in',
): Promise<string[]> {
  if (present.length === 0) return []
  const before = await attendeesOf(ctx, event.id)
  const added = present.map(({ member }) => member).filter((member) => !before.has(member))
  await ctx.db
    .insertInto('attendance')
    .values(
      present.map(({ member, minutes }) => ({
        community_id: communityOf(ctx).id,
        event_id: event.id,
        member_id: member,
        minutes,
        source,
        at: ctx.now,
        marked_by: personOf(ctx).id,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['community_id', 'event_id', 'member_id'])
        .doUpdateSet({ minutes: sql`excluded.minutes` })
        .where(
          sql<boolean>`excluded.minutes is not null and excluded.minutes is distinct from attendance.minutes
            and (attendance.minutes is null or attendance.source <> 'facilitator')`,
        ),
    )
    .execute()
  await recordAttended(ctx, event, added)
  return added
}

async function recordAttended(ctx: Ctx, event: EventRow, added: readonly string[]): Promise<void> {
  await recordAll(
    ctx,
    'event.attended',
    added.map((member) => ({
      member,
      subject: event.id,
      at: event.starts_at,
      payload: { class: event.class, format: event.format_key },
    })),
  )
  if (event.state === 'held') await recordLeaders(ctx, event)
}

/** Throws Conflict `events.not-begun` before the doors are open, `events.cancelled` for an event that was called off. */
export function mustHaveOpened(ctx: Ctx, event: EventRow): void {
  if (event.state === 'cancelled') throw new Conflict('events.cancelled')
  if (event.starts_at.subtract(doors).epochMilliseconds > ctx.now.epochMilliseconds)
    throw new Conflict('events.not-begun')
}

async function attendeesOf(ctx: Ctx, event: string): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('attendance')
    .select('member_id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .execute()
  return new Set(rows.map((row) => row.member_id))
}

/** New marks are written; of those that were there only the minutes are renewed, where some were given. */
async function keep(
  ctx: Ctx,
  event: EventRow,
  present: string[],
  minutes: Record<string, number | undefined>,
): Promise<void> {
  if (present.length === 0) return
  await ctx.db
    .insertInto('attendance')
    .values(
      present.map((member_id) => ({
        community_id: communityOf(ctx).id,
        event_id: event.id,
        member_id,
        minutes: minutes[member_id] ?? null,
        at: ctx.now,
        marked_by: personOf(ctx).id,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['community_id', 'event_id', 'member_id'])
        .doUpdateSet({ minutes: sql`excluded.minutes` })
        .where(sql<boolean>`excluded.minutes is distinct from attendance.minutes and excluded.minutes is not null`),
    )
    .execute()
}

/**
 * Takes marks back and records it, with the report that had made them where it is the report that was wrong: what a person
 * took back by hand no report brings again.
 */
export async function takeBack(ctx: Ctx, event: EventRow, members: readonly string[], report?: string): Promise<void> {
  if (members.length === 0) return
  await ctx.db
    .deleteFrom('attendance')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event.id)
    .where('member_id', '=', (eb) => eb.fn.any(eb.val([...members])))
    .execute()
  await recordAll(
    ctx,
    'event.attendance-corrected',
    members.map((member) => ({ member, subject: event.id, payload: report ? { report } : {} })),
  )
}

/** Leading is a contribution of those who led and were there, dated by the event; each is recorded once. */
async function recordLeaders(ctx: Ctx, event: EventRow): Promise<void> {
  const { rows } = await sql<{ member: string; parts: string[] }>`
    select led.member, array_agg(led.part order by led.part) as parts
      from (select facilitator_id as member, 'event' as part from event where community_id = ${event.community_id} and id = ${event.id}
             union all
            select leader_id, title from segment where community_id = ${event.community_id} and event_id = ${event.id}
             union all
            select leader_id, title from parallel_session where community_id = ${event.community_id} and event_id = ${event.id}) as led
      join attendance a on a.community_id = ${event.community_id} and a.event_id = ${event.id} and a.member_id = led.member
     where not exists (select from fact f where f.community_id = ${event.community_id} and f.subject_id = ${event.id}
                          and f.kind = 'event.led' and f.member_id = led.member)
     group by led.member`.execute(ctx.db)
  await recordAll(
    ctx,
    'event.led',
    rows.map(({ member, parts }) => ({
      member,
      subject: event.id,
      at: event.starts_at,
      payload: { parts, format: event.format_key },
    })),
  )
}
