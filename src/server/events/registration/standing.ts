/** The rows in which it is kept how members stand to an event. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { eventFor, type EventRow } from '../access.ts'
import { full, isFull, nowhere, type Standing } from './places.ts'
import type { Replies } from './questions.ts'

/** An event that the actor sees and how they stand to it, in one question. Throws NotFound `events.event`. */
export async function eventWithStanding(ctx: Ctx, id: string) {
  const event = await eventFor<Standing & { replies: Replies | null }>(ctx, id, {
    columns: sql`, r.answer, r.mode, r.waiting_since, r.offer_until, r.replies`,
    joins: sql`left join rsvp r on r.community_id = e.community_id and r.event_id = e.id and r.member_id = ${ctx.member?.id ?? null}::uuid`,
  })
  const { answer, mode, waiting_since, offer_until, replies } = event
  return { event, before: { answer, mode, waiting_since, offer_until, replies: replies ?? {} } }
}

/** How a member stands to an event, and what they replied to its questions. */
export async function memberStanding(
  ctx: Ctx,
  event: EventRow,
  member: string,
): Promise<Standing & { replies: Replies }> {
  const row = await ctx.db
    .selectFrom('rsvp')
    .select(['answer', 'mode', 'waiting_since', 'offer_until', 'replies'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event.id)
    .where('member_id', '=', member)
    .executeTakeFirst()
  return (row as (Standing & { replies: Replies }) | undefined) ?? { ...nowhere, replies: {} }
}

/**
 * Writes it. Whether there was room is the database's to say: two who ask at once for the last place cannot both have it.
 * Throws Conflict `events.full`.
 */
export async function writeAnswer(
  ctx: Ctx,
  event: EventRow,
  member: string,
  standing: Standing,
  replies: Replies,
  /** Id of whoever says it, where that is not the actor. */
  by: string | null = ctx.actor?.id ?? null,
): Promise<void> {
  const given = {
    ...standing,
    answer: standing.answer!,
    replies: JSON.stringify(replies),
    at: ctx.now,
    answered_by: by,
  }
  try {
    await ctx.db
      .insertInto('rsvp')
      .values({ community_id: communityOf(ctx).id, event_id: event.id, member_id: member, ...given })
      .onConflict((conflict) => conflict.columns(['community_id', 'event_id', 'member_id']).doUpdateSet(given))
      .execute()
  } catch (error) {
    if (isFull(error)) throw full(event, standing.mode)
    throw error
  }
}

/** The person whose membership it is. */
export async function personBehind(ctx: Ctx, member: string): Promise<string> {
  const { person_id } = await ctx.db
    .selectFrom('member')
    .select('person_id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', member)
    .executeTakeFirstOrThrow()
  return person_id
}

export async function removeAnswer(ctx: Ctx, event: EventRow, member: string): Promise<void> {
  await ctx.db
    .deleteFrom('rsvp')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event.id)
    .where('member_id', '=', member)
    .execute()
}
