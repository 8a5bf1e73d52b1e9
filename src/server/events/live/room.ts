/** The only way into a live room: the event, its room, and as whom the actor is there. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotAllowed, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { hashOf, newId } from '../../foundations/id.ts'
import { optional } from '../../foundations/input.ts'
import { allow, can, isMember } from '../../permissions/index.ts'
import { comeToEvent } from '../../permissions/events.ts'
import { beInRoom, runRoom } from '../../permissions/live.ts'
import { visible, type EventRow } from '../access.ts'
import { announce } from './announce.ts'

export interface RoomRow {
  code: string | null
  door: 'members' | 'anyone'
  opened_at: Temporal.Instant
  started_at: Temporal.Instant | null
  ended_at: Temporal.Instant | null
}

/** Somebody in the room. */
export interface Participant {
  id: string
  member_id: string | null
  /** The guest whom their own link brought in. */
  guest_id: string | null
  /** What they call themselves, of somebody without an account. */
  name: string | null
}

export interface LiveRoom {
  event: EventRow
  /** None before somebody has opened it. */
  room: RoomRow | null
  /** As whom the actor is there; none before they joined. */
  me: Participant | null
}

/** What every call about a room takes: the event, and the secret of somebody who came by the code. */
export const roomInput = { id: z.string('required').max(60), token: optional(z.string().max(100)) }

/** The columns by which the rows of a room are found. */
export function inRoom(
  ctx: Ctx,
  { event }: { event: Pick<EventRow, 'id'> },
): { community_id: string; event_id: string } {
  return { community_id: communityOf(ctx).id, event_id: event.id }
}

interface Asked {
  id: string
  token?: string | undefined
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * The room of an event, for somebody who may be there. With `lock` its row is locked until the transaction ends.
 * Throws NotFound `events.event`, NotAllowed `live.be-in-room`.
 */
export async function roomFor(ctx: Ctx, asked: Asked, options: { lock?: boolean } = {}): Promise<LiveRoom> {
  if (!uuid.test(asked.id)) throw new NotFound('events.event')
  const member = isMember(ctx) ? ctx.member!.id : null
  const token = asked.token ? hashOf(asked.token) : null
  const { rows } = await sql<EventRow & Joined>`
    select e.*, r.code as room_code, r.door as room_door, r.opened_at as room_opened_at, r.started_at as room_started_at,
           r.ended_at as room_ended_at,
           me.id as me_id, me.member_id as me_member, me.guest_id as me_guest, me.name as me_name
      from event e
      left join live_room r on r.community_id = e.community_id and r.event_id = e.id
      left join lateral (
        select p.id, p.member_id, p.guest_id, p.name from live_participant p
         where p.community_id = e.community_id and p.event_id = e.id
           and (p.member_id = ${member}::uuid or p.token_hash = ${token}::text)
         order by p.member_id nulls last limit 1) as me on true
     where e.community_id = ${communityOf(ctx).id} and e.id = ${asked.id} and (${visible(ctx)} or me.id is not null)`.execute(
    ctx.db,
  )
  const row = rows[0]
  if (!row) throw new NotFound('events.event')
  const live = { event: row, room: roomOf(row), me: participantIn(row) }
  allow(ctx, beInRoom, { ...row, joined: live.me !== null })
  if (options.lock) await lockRoom(ctx, row.id)
  // What stood there before the lock may have changed while this waited for it.
  return options.lock ? roomFor(ctx, asked) : live
}

/**
 * The room as it is for nobody in particular, for the live channel: it sends to those who were let in before. `null` where
 * it is gone.
 */
export async function roomForAll(ctx: Ctx, event: string): Promise<LiveRoom | null> {
  const { rows } = await sql<EventRow & Joined>`
    select e.*, r.code as room_code, r.door as room_door, r.opened_at as room_opened_at, r.started_at as room_started_at,
           r.ended_at as room_ended_at, null as me_id
      from event e
      left join live_room r on r.community_id = e.community_id and r.event_id = e.id
     where e.community_id = ${communityOf(ctx).id} and e.id = ${event}`.execute(ctx.db)
  return rows[0] ? { event: rows[0], room: roomOf(rows[0]), me: null } : null
}

/** The room, open and not over, for those who do something there. Throws Conflict `live.not-open` or `live.over`. */
export async function openRoomFor(ctx: Ctx, asked: Asked): Promise<LiveRoom & { room: RoomRow }> {
  return mustBeOpen(await roomFor(ctx, asked))
}

/** The same, locked, for whoever runs it: two who press a button at once come one after the other. */
export async function roomToRun(ctx: Ctx, id: string): Promise<LiveRoom & { room: RoomRow }> {
  const live = await roomFor(ctx, { id }, { lock: true })
  allow(ctx, runRoom, live.event)
  if (!live.room) throw new Conflict('live.not-open')
  return { ...live, room: live.room }
}

/** Throws Conflict `live.not-open` before somebody opened the room, `live.over` once the meeting has ended. */
export function mustBeOpen(live: LiveRoom): LiveRoom & { room: RoomRow } {
  if (!live.room) throw new Conflict('live.not-open')
  if (live.room.ended_at) throw new Conflict('live.over')
  return { ...live, room: live.room }
}

/**
 * As whom the actor does something in the room. A member who may come has joined by doing it; anybody else has to join
 * first: throws NotAllowed `live.join-first`.
 */
export async function participantOf(ctx: Ctx, live: LiveRoom): Promise<Participant> {
  if (live.me) return live.me
  if (!isMember(ctx) || !(can(ctx, comeToEvent, live.event) || can(ctx, runRoom, live.event)))
    throw new NotAllowed('live.join-first')
  const member_id = ctx.member!.id
  const id = newId(ctx.now)
  const joined = await ctx.db
    .insertInto('live_participant')
    .values({ ...inRoom(ctx, live), id, member_id, joined_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['community_id', 'event_id', 'member_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (joined) {
    await record(ctx, 'live.joined', { subject: live.event.id, payload: { class: live.event.class } })
    await announce(ctx, live.event.id, 'people')
    return { id, member_id, guest_id: null, name: null }
  }
  // They pressed twice: the other one was faster.
  const { id: mine } = await ctx.db
    .selectFrom('live_participant')
    .select('id')
    .where((eb) => eb.and({ ...inRoom(ctx, live), member_id }))
    .executeTakeFirstOrThrow()
  return { id: mine, member_id, guest_id: null, name: null }
}

interface Joined {
  room_code: string | null
  room_door: RoomRow['door'] | null
  room_opened_at: Temporal.Instant
  room_started_at: Temporal.Instant | null
  room_ended_at: Temporal.Instant | null
  me_id: string | null
  me_member: string | null
  me_guest: string | null
  me_name: string | null
}

function roomOf(row: Joined): RoomRow | null {
  if (!row.room_door) return null
  return {
    code: row.room_code,
    door: row.room_door,
    opened_at: row.room_opened_at,
    started_at: row.room_started_at,
    ended_at: row.room_ended_at,
  }
}

function participantIn(row: Joined): Participant | null {
  return row.me_id === null
    ? null
    : { id: row.me_id, member_id: row.me_member, guest_id: row.me_guest, name: row.me_name }
}

async function lockRoom(ctx: Ctx, event: string): Promise<void> {
  await ctx.db
    .selectFrom('live_room')
    .select('event_id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .forNoKeyUpdate()
    .execute()
}
