/**
 * How many come to an event. Where its places are limited, the event's row counts them with each answer, one after the
 * other. Where they are not, nobody has to wait for anybody: each answer writes down what it adds, and that is added up
 * every minute, and before the places of an event are limited.
 */
import { sql, type Selectable } from 'kysely'
import type { Ctx } from '../ctx.ts'
import type { Event } from '../database.gen.ts'

type Row = Selectable<Event>

/** Whether its places are limited, in the room or online. */
export function isLimited(event: Partial<Pick<Row, 'capacity' | 'online_capacity'>>): boolean {
  return (event.capacity ?? null) !== null || (event.online_capacity ?? null) !== null
}

/** Joins to `event e` how many come at this moment: `n.coming`, `n.coming_online`, `n.offered`, `n.offered_online`. */
export const counted = sql`cross join lateral (
    select e.coming + coalesce(sum(a.coming), 0)::integer as coming,
           e.coming_online + coalesce(sum(a.coming_online), 0)::integer as coming_online,
           e.offered + coalesce(sum(a.offered), 0)::integer as offered,
           e.offered_online + coalesce(sum(a.offered_online), 0)::integer as offered_online
      from coming_to_add a where a.community_id = e.community_id and a.event_id = e.id) n`

/** For `eventFor`, where somebody is shown how many come: its counts are then those of this moment. */
export const countedNow = { columns: sql`, n.coming, n.coming_online, n.offered, n.offered_online`, joins: counted }

/**
 * Adds up for one event, whose row is locked in the transaction at hand: until it ends nobody adds anything. Returns the
 * event as it is counted now.
 */
export async function addUpComing<E extends Pick<Row, 'community_id' | 'id'>>(ctx: Ctx, event: E): Promise<E> {
  await sql`select add_up_coming(${event.community_id}::uuid, ${event.id}::uuid)`.execute(ctx.db)
  const now = await ctx.db
    .selectFrom('event')
    .select(['coming', 'coming_online', 'offered', 'offered_online'])
    .where('community_id', '=', event.community_id)
    .where('id', '=', event.id)
    .executeTakeFirstOrThrow()
  return { ...event, ...now }
}

/** Adds up for all events, but those that somebody is changing at this moment. */
export async function addUpAllComing({ db }: Pick<Ctx, 'db'>): Promise<void> {
  // What is left of an event that is no more counts nowhere.
  await sql`with open as (
      select e.community_id, e.id from event e
       where (e.community_id, e.id) in (select community_id, event_id from coming_to_add)
         for no key update skip locked)
    select add_up_coming(community_id, id) from open`.execute(db)
  await sql`delete from coming_to_add a
    where not exists (select from event e where e.community_id = a.community_id and e.id = a.event_id)`.execute(db)
}
