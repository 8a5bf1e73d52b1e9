/** Offers that nobody took in time go on to whoever waits next. */
import { sql } from 'kysely'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { recordAll } from '../../facts.ts'
import { lastOffer, lockedEvent, offerPlaces } from './waiting-list.ts'

/**
 * The events of all communities in which an offer has ended, or a place is free while somebody waits for one (a person
 * was erased, for instance): what `passPlacesOn` is for.
 */
export async function eventsToPassOn(ctx: Ctx): Promise<{ community: string; event: string }[]> {
  const { rows } = await sql<{ community: string; event: string }>`
    select community_id as community, event_id as event from rsvp where answer = 'offered' and offer_until <= ${ctx.now}
     union
    select community_id, event_id from guest where answer = 'offered' and offer_until <= ${ctx.now}
     union
    select e.community_id, e.id from (
        select community_id, event_id, mode from rsvp where answer = 'waiting'
         union select community_id, event_id, mode from guest where answer = 'waiting') as w
      join event e on e.community_id = w.community_id and e.id = w.event_id
     where e.state = 'planned' and e.starts_at > ${ctx.now.add({ minutes: lastOffer })}
       and (case when w.mode = 'online' then coalesce(e.coming_online + e.offered_online < e.online_capacity, true)
                 else coalesce(e.coming - e.coming_online + e.offered - e.offered_online < e.capacity, true) end)`.execute(
    ctx.db,
  )
  return rows
}

/** Ends the offers of one event that are over, and offers what is free. Whoever did not answer leaves the list. */
export async function passPlacesOn(ctx: Ctx, eventId: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const event = await lockedEvent(ctx, eventId)
    const at = { community_id: communityOf(ctx).id, event_id: event.id }
    const { rows: members } = await sql<{ id: string }>`delete from rsvp where community_id = ${at.community_id}
      and event_id = ${at.event_id} and answer = 'offered' and offer_until <= ${ctx.now} returning member_id as id`.execute(
      ctx.db,
    )
    const { rows: guests } = await sql<{
      id: string
    }>`update guest set answer = 'no', mode = null, waiting_since = null, offer_until = null, replies = '{}'
      where community_id = ${at.community_id} and event_id = ${at.event_id} and answer = 'offered' and offer_until <= ${ctx.now}
      returning id`.execute(ctx.db)
    await recordAll(ctx, 'event.offer-ended', [
      ...members.map(({ id }) => ({ member: id, subject: event.id })),
      ...guests.map(({ id }) => ({ member: null, subject: event.id, payload: { guest: id } })),
    ])
    await offerPlaces(ctx, event)
  })
}
