/**
 * A member's own calendar at a secret address, for a program to subscribe to. Only the hash of the secret is kept, so that
 * the address is shown once and can be renewed, never looked up.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { communityOf, memberOf, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { calendarFile } from '../foundations/calendar/index.ts'
import { hashOf, newSecret } from '../foundations/id.ts'
import { can } from '../permissions/index.ts'
import { seeMeetingLink } from '../permissions/events.ts'
import { query, verb } from '../verb.ts'
import type { EventRow } from './access.ts'
import { asMember } from './as-member.ts'
import { calendarEntry } from './calendar-file.ts'

export const renewFeed = verb(
  'events.renew-feed',
  {
    input: z.object({}),
    does: 'Makes the secret address of your own calendar; an address from before stops working.',
    who: 'Each member, for themselves.',
  },
  async (ctx) => {
    const member = memberOf(ctx).id
    const secret = newSecret()
    const kept = { token_hash: hashOf(secret), created_at: ctx.now }
    await ctx.db
      .insertInto('calendar_feed')
      .values({ community_id: communityOf(ctx).id, member_id: member, ...kept })
      .onConflict((conflict) => conflict.columns(['community_id', 'member_id']).doUpdateSet(kept))
      .execute()
    return { url: `${ctx.site.url}/in/calendar/${secret}.ics` }
  },
)

export const stopFeed = verb(
  'events.stop-feed',
  {
    input: z.object({}),
    does: 'Lets the secret address of your own calendar stop working.',
    who: 'Each member, for themselves.',
  },
  async (ctx) => {
    await ctx.db
      .deleteFrom('calendar_feed')
      .where('community_id', '=', communityOf(ctx).id)
      .where('member_id', '=', memberOf(ctx).id)
      .execute()
    return { stopped: true }
  },
)

export const myFeed = query(
  'events.my-feed',
  {
    input: z.object({}),
    does: 'Since when your own calendar has a secret address, if it has one.',
    who: 'Each member, for themselves.',
  },
  async (ctx) => {
    const row = await ctx.db
      .selectFrom('calendar_feed')
      .select('created_at')
      .where('community_id', '=', communityOf(ctx).id)
      .where('member_id', '=', memberOf(ctx).id)
      .executeTakeFirst()
    return { since: row?.created_at.toString() ?? null }
  },
)

/** How long ago an event may have been and still stand in a feed, in days; and how many there are at most. */
const lookBack = 90
const most = 1000

/**
 * The calendar behind a secret address: what its member may come to and has not declined. The same rows give the same
 * text. Throws NotFound `events.feed` for an address that is not, or no longer, in force.
 */
export async function feedFile(ctx: Ctx, secret: string): Promise<string> {
  const reader = await readerOf(ctx, secret)
  const { member, community } = reader
  const circles = member!.circles.map(({ id }) => id)
  const { rows } = await sql<EventRow & { answer: string | null; answered_at: Temporal.Instant | null }>`
    select e.*, r.answer, r.at as answered_at
      from event e
      left join rsvp r on r.community_id = e.community_id and r.event_id = e.id and r.member_id = ${member!.id}
     where e.community_id = ${community!.id} and e.starts_at > ${ctx.now.subtract({ hours: 24 * lookBack })}
       and (e.circle_id is null or e.circle_id = any(${circles}::uuid[]) or e.facilitator_id = ${member!.id})
       and r.answer is distinct from 'no'
     order by e.starts_at, e.id
     limit ${most}`.execute(ctx.db)
  const w = words(reader.locale)
  return calendarFile({
    name: community!.name,
    zone: reader.zone,
    refreshHours: 4,
    language: w.locale,
    events: rows.map((event) =>
      calendarEntry(reader, event, {
        answer: event.answer,
        answeredAt: event.answered_at,
        wayIn: can(reader, seeMeetingLink, event),
        w,
      }),
    ),
  })
}

/** The ctx of the member whose address this is; good for reading only. */
async function readerOf(ctx: Ctx, secret: string): Promise<Ctx> {
  const subscribed = sql`(m.community_id, m.id) in (
    select f.community_id, f.member_id from calendar_feed f where f.token_hash = ${hashOf(secret)})`
  const reader = await asMember(ctx, subscribed, 'system')
  if (!reader) throw new NotFound('events.feed')
  return reader
}
