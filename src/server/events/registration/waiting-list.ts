/** The waiting list: first come, first served; a freed place is offered at once, and passed on where nobody answers. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import { recordAll } from '../../facts.ts'
import type { EventRow } from '../access.ts'
import type { Way } from '../answer.ts'
import { placesLeft } from './places.ts'

interface Offered {
  member_id: string | null
  guest_id: string | null
}

/** An offer stands for a day; close to the event for half of the time that is left, and in the last half hour none is made. */
const longestOffer = 24 * 60
export const lastOffer = 30

/** Until when an offer made now stands; `null` where it is too late to wait for anybody: the place is whoever's comes first. */
export function offerUntil(now: Temporal.Instant, start: Temporal.Instant): Temporal.Instant | null {
  const minutes = start.since(now).total('minutes')
  if (minutes <= lastOffer) return null
  return now.add({ minutes: Math.floor(Math.min(longestOffer, minutes / 2)) })
}

/**
 * Offers every free place of an event to whoever has waited longest for it, in the transaction that freed it. Returns how
 * many were offered.
 */
export async function offerPlaces(ctx: Ctx, { id }: Pick<EventRow, 'id'>): Promise<number> {
  const event = await eventWithQueue(ctx, id)
  if (!event) return 0
  const until = offerUntil(ctx.now, event.starts_at)
  if (event.state !== 'planned' || until === null) return 0
  const offered: Offered[] = []
  for (const mode of event.place === 'hybrid' ? (['room', 'online'] as const) : [null]) {
    const left = placesLeft(event, mode)
    if (left === null || left > 0) offered.push(...(await offer(ctx, event, mode, left, until)))
  }
  await recordAll(
    ctx,
    'event.place-offered',
    offered.map(({ member_id, guest_id }) => ({
      member: member_id,
      subject: event.id,
      payload: { until: until.toString(), ...(guest_id ? { guest: guest_id } : {}) },
    })),
  )
  return offered.length
}

/**
 * The event with its row locked, if somebody could wait for a place: where nobody can there is no queue to put in order,
 * and no reason to keep others from answering.
 */
async function eventWithQueue(ctx: Ctx, id: string): Promise<EventRow | undefined> {
  const waits = sql`where community_id = e.community_id and event_id = e.id and answer = 'waiting'`
  const { rows } = await sql<EventRow>`select e.* from event e
    where e.community_id = ${communityOf(ctx).id} and e.id = ${id}
      and (e.capacity is not null or e.online_capacity is not null
           or exists (select from rsvp ${waits}) or exists (select from guest ${waits}))
      for no key update of e`.execute(ctx.db)
  return rows[0]
}

/** Offers so many places (`null`: to all who wait) of one kind, in the order of waiting. */
async function offer(
  ctx: Ctx,
  event: EventRow,
  mode: Way | null,
  places: number | null,
  until: Temporal.Instant,
): Promise<Offered[]> {
  const { rows } = await sql<Offered>`
    with queue as (
      select r.member_id, null::uuid as guest_id, r.waiting_since from rsvp r
        join member m on m.community_id = r.community_id and m.id = r.member_id and m.state = any(${takesPart})
       where r.community_id = ${event.community_id} and r.event_id = ${event.id} and r.answer = 'waiting'
         and (${mode}::text is null or coalesce(r.mode, 'room') = ${mode}::text)
         and (${event.circle_id}::uuid is null or exists (select from circle_place p
               where p.community_id = r.community_id and p.circle_id = ${event.circle_id}::uuid and p.member_id = r.member_id))
       union all
      select null, g.id, g.waiting_since from guest g
       where g.community_id = ${event.community_id} and g.event_id = ${event.id} and g.answer = 'waiting'
         and (${mode}::text is null or coalesce(g.mode, 'room') = ${mode}::text)
       order by waiting_since, member_id, guest_id limit ${places}::integer
    ), members as (
      update rsvp r set answer = 'offered', offer_until = ${until} from queue q
       where r.community_id = ${event.community_id} and r.event_id = ${event.id} and r.member_id = q.member_id
         and r.answer = 'waiting' returning r.member_id
    ), guests as (
      update guest g set answer = 'offered', offer_until = ${until} from queue q
       where g.community_id = ${event.community_id} and g.event_id = ${event.id} and g.id = q.guest_id
         and g.answer = 'waiting' returning g.id
    )
    select member_id, null::uuid as guest_id from members union all select null, id from guests`.execute(ctx.db)
  return rows
}

/** The event as it stands now, its row locked: everybody who moves the queue does so one after the other. */
export async function lockedEvent(ctx: Ctx, id: string): Promise<EventRow> {
  return ctx.db
    .selectFrom('event')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}
