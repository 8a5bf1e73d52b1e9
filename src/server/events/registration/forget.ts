/** Forgetting guests: when they ask for it, and by itself when the community's period is over. That somebody came stays counted. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { record, recordAll } from '../../facts.ts'
import { hashOf } from '../../foundations/id.ts'
import { whole } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { steward } from '../../permissions/communities.ts'
import { query, verb } from '../../verb.ts'
import { roomSecret, type GuestRow } from './guest.ts'

export const guestsKept = query(
  'events.guests-kept',
  {
    input: z.object({}),
    does: 'For how many days after an event what its guests told of themselves is kept, and of how many it is kept now.',
    who: steward.says,
  },
  async (ctx) => {
    allow(ctx, steward, undefined)
    const { rows } = await sql<{ days: number; guests: number }>`
      select guests_kept_days as days,
             (select count(*)::int from guest g where g.community_id = c.id and g.erased_at is null) as guests
        from community c where c.id = ${communityOf(ctx).id}`.execute(ctx.db)
    return rows[0]!
  },
)

export const keepGuests = verb(
  'events.keep-guests',
  {
    input: z.object({ days: whole(1, 3650) }),
    does: 'Says for how many days after an event what its guests told of themselves is kept; after that it is erased by itself.',
    who: steward.says,
  },
  async (ctx, { days }) => {
    allow(ctx, steward, undefined)
    await ctx.db
      .updateTable('community')
      .set({ guests_kept_days: days })
      .where('id', '=', communityOf(ctx).id)
      .execute()
    await record(ctx, 'community.guests-kept', { member: null, payload: { days } })
    return { days }
  },
)

/** Days after an event for which the community keeps who its guests were. */
export async function keptDays(ctx: Ctx): Promise<number> {
  const { guests_kept_days } = await ctx.db
    .selectFrom('community')
    .select('guests_kept_days')
    .where('id', '=', communityOf(ctx).id)
    .executeTakeFirstOrThrow()
  return guests_kept_days
}

/** Takes out who the guests were of events for which the community's period is over. Returns of how many. */
export async function forgetPastGuests(ctx: Ctx): Promise<number> {
  return transaction(ctx, async (ctx) => {
    const { rows } = await sql<Forgotten>`
      select g.event_id, g.id, g.email
        from guest g
        join event e on e.community_id = g.community_id and e.id = g.event_id
        join community c on c.id = g.community_id
       where g.community_id = ${communityOf(ctx).id} and g.erased_at is null
         and e.ends_at + c.guests_kept_days * interval '1 day' <= ${ctx.now}
       order by g.id for update of g`.execute(ctx.db)
    await forgetWho(ctx, rows)
    return rows.length
  })
}

type Forgotten = Pick<GuestRow, 'event_id' | 'id' | 'email'>

/** Takes out who these guests were, the mail to and from them, and the name on their certificates; their places stay. */
export async function forgetWho(ctx: Ctx, guests: readonly Forgotten[]): Promise<void> {
  if (guests.length === 0) return
  const community = communityOf(ctx).id
  const ids = guests.map(({ id }) => id)
  await recordAll(
    ctx,
    'event.guest-erased',
    guests.map(({ event_id, id }) => ({ member: null, subject: event_id, payload: { guest: id } })),
  )
  await sql`delete from event_invite where community_id = ${community} and guest_id = any(${ids}::uuid[])`.execute(
    ctx.db,
  )
  await sql`update certificate set name = null, says_name = false
    where community_id = ${community} and guest_id = any(${ids}::uuid[])`.execute(ctx.db)
  await forgetInRoom(ctx, ids)
  // No secret opens their page any more: nothing has the id itself as its hash.
  await sql`update guest set name = null, email = null, organisation = null, replies = '{}', token_hash = id::text, erased_at = ${ctx.now}
    where community_id = ${community} and id = any(${ids}::uuid[])`.execute(ctx.db)
  await forgetMailOf(ctx, guests)
}

/** Whoever they were in the live room is somebody without a name there, and their browser is known no more. */
export async function forgetInRoom(ctx: Ctx, guests: readonly string[]): Promise<void> {
  const hashes = guests.map((id) => hashOf(roomSecret(ctx, id)))
  await sql`update live_participant set name = null, guest_id = null, token_hash = id::text
    where community_id = ${communityOf(ctx).id} and token_hash = any(${hashes}::text[])`.execute(ctx.db)
}

/** What came from them goes at once; letters to them when the address is no other event's guest. */
export async function forgetMailOf(ctx: Ctx, guests: readonly Pick<Forgotten, 'email'>[]): Promise<void> {
  const community = communityOf(ctx).id
  const addresses = guests.flatMap(({ email }) => (email ? [email.toLowerCase()] : []))
  if (addresses.length === 0) return
  await sql`delete from received_mail where community_id = ${community} and sender = any(${addresses}::text[])`.execute(
    ctx.db,
  )
  const theirs = sql`m.community_id = ${community} and m.person_id is null and lower(m.to_address) = any(${addresses}::text[])
    and not exists (select from guest g where g.community_id = m.community_id and lower(g.email) = lower(m.to_address))`
  await sql`delete from mail m where ${theirs} and m.state in ('waiting', 'held')`.execute(ctx.db)
  await sql`update mail m set to_address = '', subject = '', text = '', html = '', headers = '{}', attachments = '[]'
    where ${theirs}`.execute(ctx.db)
}
