/** Somebody who comes, as letters and whoever holds the event meet them: a member or a guest. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import type { Fact } from '../../facts.ts'
import { id, optional } from '../../foundations/input.ts'
import type { EventRow } from '../access.ts'
import { problem } from '../input.ts'
import { guestAddress, type GuestRow } from './guest.ts'
import { memberStanding } from './standing.ts'

/** Fields that name one of the two. */
export const whom = { member: optional(id), guest: optional(id) }
export const oneOfBoth = (input: { member?: string | undefined; guest?: string | undefined }) =>
  (input.member === undefined) !== (input.guest === undefined)
/** The same for the examples of the API: a member. */
export const forSomebody = {
  id: '019c5a3e-7c00-7000-8000-000000000001',
  member: '019c5a3e-7c00-7000-8000-000000000002',
}
export const neitherOrBoth = { path: ['member'], message: 'events.member' }

export interface Reached {
  /** Of a member: their person. */
  person_id: string | null
  email: string
  locale: string
  zone: string
  /** Where they answer: the event's page, or a guest's own. */
  url: string
  answer: string | null
  offer_until: Temporal.Instant | null
}

/** The guest of that id. Throws NotFound for one who is not there or was erased. */
export async function guestOf(ctx: Ctx, event: Pick<EventRow, 'id'>, id: string): Promise<GuestRow> {
  const row = await ctx.db
    .selectFrom('guest')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event.id)
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound('registration.no-guest')
  return row as unknown as GuestRow
}

/** How a member or guest stands to an event. */
export async function standingOf(
  ctx: Ctx,
  event: EventRow,
  who: { member?: string | undefined; guest?: string | undefined },
) {
  if (who.guest) return guestOf(ctx, event, who.guest)
  if (!who.member) throw problem('member', 'events.member')
  return memberStanding(ctx, event, who.member)
}

/** Where whoever a fact is about can be written to; none for somebody who is gone. */
export async function reachedBy(ctx: Ctx, event: EventRow, fact: Fact): Promise<Reached | undefined> {
  const { guest } = fact.payload as { guest?: string }
  if (guest) {
    const row = await ctx.db
      .selectFrom('guest')
      .selectAll()
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', event.id)
      .where('id', '=', guest)
      .where('erased_at', 'is', null)
      .executeTakeFirst()
    return row && ({ ...row, person_id: null, email: row.email!, url: guestAddress(ctx, row) } as Reached)
  }
  const { rows } = await sql<Omit<Reached, 'url'>>`
    select p.id as person_id, p.email, p.locale, p.zone, r.answer, r.offer_until
      from member m join person p on p.id = m.person_id and p.erased_at is null
      left join rsvp r on r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id
     where m.community_id = ${event.community_id} and m.id = ${fact.memberId}`.execute(ctx.db)
  return rows[0] && { ...rows[0], url: `${ctx.site.url}/${communityOf(ctx).slug}/events/${event.id}` }
}
