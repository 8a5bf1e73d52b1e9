/** Where one goes while several sessions run. */
import { z } from 'zod'
import { communityOf, memberOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { comeToEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventFor, mustBePlanned } from '../access.ts'

export const chooseSession = verb(
  'events.choose-session',
  {
    input: z.object({ id, segment: id, session: optional(id) }),
    does: 'Chooses the session that you go to in a part of the agenda where several run side by side; without a session, none.',
    who: comeToEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    const member = memberOf(ctx).id
    allow(ctx, comeToEvent, event)
    mustBePlanned(event)
    if (event.ends_at.epochMilliseconds <= ctx.now.epochMilliseconds) throw new Conflict('sessions.over')
    if (!input.session) {
      await ctx.db
        .deleteFrom('session_choice')
        .where('community_id', '=', communityOf(ctx).id)
        .where('event_id', '=', event.id)
        .where('segment_id', '=', input.segment)
        .where('member_id', '=', member)
        .execute()
      return { session: null }
    }
    await mustCome(ctx, event.id, member)
    const session = await sessionOf(ctx, event.id, input.segment, input.session)
    await record(ctx, 'event.session-chosen', { subject: event.id, payload: { session: session.id } })
    await write(ctx, { event: event.id, segment: input.segment, member, session: session.id }, session.capacity)
    return { session: session.id }
  },
)

/** Places are for those who come: whoever does not leaves them to others. */
async function mustCome(ctx: Ctx, event: string, member: string): Promise<void> {
  const given = await ctx.db
    .selectFrom('rsvp')
    .select('answer')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .where('member_id', '=', member)
    .executeTakeFirst()
  if (given?.answer !== 'yes') throw new Conflict('sessions.say-yes-first')
}

async function sessionOf(ctx: Ctx, event: string, segment: string, session: string) {
  const found = await ctx.db
    .selectFrom('parallel_session')
    .select(['id', 'capacity'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .where('segment_id', '=', segment)
    .where('id', '=', session)
    .executeTakeFirst()
  if (!found) throw new NotFound('sessions.session')
  return found
}

/** Whether there is room is the database's to say: two who ask at once for the last place cannot both have it. */
async function write(
  ctx: Ctx,
  to: { event: string; segment: string; member: string; session: string },
  capacity: number | null,
): Promise<void> {
  try {
    await ctx.db
      .insertInto('session_choice')
      .values({
        community_id: communityOf(ctx).id,
        event_id: to.event,
        segment_id: to.segment,
        member_id: to.member,
        session_id: to.session,
        at: ctx.now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['community_id', 'event_id', 'segment_id', 'member_id'])
          .doUpdateSet({ session_id: to.session, at: ctx.now })
          .where('session_choice.session_id', '<>', to.session),
      )
      .execute()
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'parallel_session_capacity')
      throw new Conflict('sessions.full', { capacity })
    throw error
  }
}
