/** A round of positions: its statements, and when they are asked for. */
import { createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { newId } from '../../foundations/id.ts'
import type { EventRow } from '../access.ts'

export interface Statement {
  id: string
  text: string
}

export interface Round {
  is_named: boolean
  secret: Buffer | null
  closed_at: Temporal.Instant | null
  /** When whoever runs the live room said that the debate is over. */
  asked_again_at: Temporal.Instant | null
  statements: Statement[]
  /** How far the live room is; `null` before it was opened. */
  room: RoomProgress | null
}

export interface RoomProgress {
  /** ISO instant at which its clock began to run. */
  started_at: string | null
  ended: boolean
  /** Where the agenda has its debate (its first part as a panel): not yet begun, or begun; none in an agenda without one. */
  debate: 'ahead' | 'begun' | null
  /** Whether the last of several parts has begun. */
  last: boolean
}

/** `before` the meeting, `between` while it debates, `after` it, and `closed`. */
export type Stage = 'before' | 'between' | 'after' | 'closed'

/** As the live room announces it. */
export const positionsPanel = 'positions'

/** From its last quarter of an hour on they are asked again … */
const lastMinutes = 15
/** … until so many hours after its end. */
export const openHours = 72

/** A live room that was opened and not begun is waited for so long: people still come. */
const lateMinutes = 15

/**
 * What is asked now. The plan tells, unless the meeting has a live room: then "before" lasts until its debate begins, and
 * "after" comes with the word of whoever runs it, or with the last part of the agenda.
 */
export function stageOf(
  now: Temporal.Instant,
  event: Pick<EventRow, 'state' | 'starts_at' | 'ends_at'>,
  round: Pick<Round, 'closed_at'> & Partial<Pick<Round, 'asked_again_at' | 'room'>>,
): Stage {
  const at = now.epochMilliseconds
  if (round.closed_at || event.state === 'cancelled' || at >= endsAsking(event).epochMilliseconds) return 'closed'
  if (event.state === 'held' || round.asked_again_at || round.room?.last) return 'after'
  if (at >= event.ends_at.subtract({ minutes: lastMinutes }).epochMilliseconds) return 'after'
  if (round.room?.debate === 'begun') return 'between'
  if (at < event.starts_at.epochMilliseconds) return 'before'
  return round.room && waits(at, event, round.room) ? 'before' : 'between'
}

/** Whether a meeting that should be on has not come to its debate yet. */
function waits(at: number, event: Pick<EventRow, 'starts_at'>, { started_at, ended, debate }: RoomProgress): boolean {
  if (ended || debate !== 'ahead') return false
  return started_at !== null || at < event.starts_at.add({ minutes: lateMinutes }).epochMilliseconds
}

/** When nobody is asked any more. */
export function endsAsking(event: Pick<EventRow, 'ends_at'>): Temporal.Instant {
  return event.ends_at.add({ hours: openHours })
}

/** The round of an event; `undefined` where it has no statement. With `lock`, it is not closed meanwhile. */
export async function roundOf(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id'>,
  lock: 'share' | 'update' | null = null,
): Promise<Round | undefined> {
  if (lock)
    await sql`select from position_round where community_id = ${event.community_id} and event_id = ${event.id}
      ${lock === 'share' ? sql`for share` : sql`for update`}`.execute(ctx.db)
  const { rows } = await sql<Round>`
    select r.is_named, r.secret, r.closed_at, r.asked_again_at,
           (select coalesce(json_agg(json_build_object('id', s.id, 'text', s.text) order by s.position), '[]')
              from statement s where s.community_id = r.community_id and s.event_id = r.event_id) as statements,
           (select json_build_object('started_at', l.started_at, 'ended', l.ended_at is not null,
                     'debate', case when a.debate is null then null when ran.latest >= a.debate then 'begun' else 'ahead' end,
                     'last', a.last > 1 and coalesce(ran.latest = a.last, false))
              from live_room l
              cross join lateral (select max(g.position) as last, min(g.position) filter (where g.mode = 'panel') as debate
                     from segment g where g.community_id = l.community_id and g.event_id = l.event_id) a
              cross join lateral (select max(p.position) as latest
                     from live_part p where p.community_id = l.community_id and p.event_id = l.event_id) ran
             where l.community_id = r.community_id and l.event_id = r.event_id) as room
      from position_round r where r.community_id = ${event.community_id} and r.event_id = ${event.id}`.execute(ctx.db)
  return rows[0]?.statements.length ? rows[0] : undefined
}

/** What a position of theirs is found by: the member where names are told, else a hash that only this round makes. */
export function takerKey(round: Pick<Round, 'secret'>, event: string, member: string): Buffer {
  return createHmac('sha256', round.secret ?? event)
    .update(member)
    .digest()
    .subarray(0, 16)
}

/**
 * Sets what positions are asked on, in the transaction that writes the pre-brief. Throws Conflict `positions.taken` for a change
 * once somebody has answered: what they said was about the text that they read.
 */
export async function setStatements(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id'>,
  texts: readonly string[],
  named: boolean,
): Promise<void> {
  const at = { community_id: event.community_id, event_id: event.id }
  const round = await roundOf(ctx, event, 'update')
  const before = round?.statements.map(({ text }) => text) ?? []
  if (round?.is_named === named && JSON.stringify(before) === JSON.stringify(texts)) return
  if (!round && texts.length === 0) return
  const taken =
    await sql`select from position_taken t join statement s on s.community_id = t.community_id and s.id = t.statement_id
    where s.community_id = ${event.community_id} and s.event_id = ${event.id} limit 1`.execute(ctx.db)
  if (taken.rows.length > 0) throw new Conflict('positions.taken')
  await ctx.db
    .deleteFrom('position_round')
    .where((eb) => eb.and(at))
    .execute()
  if (texts.length === 0) return
  await ctx.db
    .insertInto('position_round')
    .values({ ...at, is_named: named, secret: named ? null : randomBytes(32) })
    .execute()
  await ctx.db
    .insertInto('statement')
    .values(texts.map((text, i) => ({ ...at, id: newId(ctx.now), position: i + 1, text })))
    .execute()
}

/**
 * Closes a round for good, in the transaction at hand. Of one without names every row gets another taker by chance and all
 * are written anew in an order by chance: neither the rows nor their order tell who said what.
 */
export async function closeRound(ctx: Ctx, event: string): Promise<boolean> {
  const community_id = communityOf(ctx).id
  const round = await roundOf(ctx, { community_id, id: event }, 'update')
  if (!round || round.closed_at) return false
  if (!round.is_named) await forgetTakers(ctx, event)
  await ctx.db
    .updateTable('position_round')
    .set({ secret: null, closed_at: ctx.now })
    .where('community_id', '=', community_id)
    .where('event_id', '=', event)
    .execute()
  return true
}

async function forgetTakers(ctx: Ctx, event: string): Promise<void> {
  const community = communityOf(ctx).id
  const { rows } = await sql<Record<string, unknown>>`
    delete from position_taken t using statement s
     where s.community_id = t.community_id and s.id = t.statement_id and t.community_id = ${community} and s.event_id = ${event}
    returning t.statement_id, t.before, t.before_why, t.after, t.after_why`.execute(ctx.db)
  const kept = rows.map((row) => ({ ...row, taker: randomBytes(16).toString('hex') }))
  await sql`
    insert into position_taken (community_id, statement_id, taker, before, before_why, after, after_why)
    select ${community}::uuid, statement_id, decode(taker, 'hex'), before, before_why, after, after_why
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
        as kept(statement_id uuid, taker text, before smallint, before_why text, after smallint, after_why text)
     order by taker`.execute(ctx.db)
}
