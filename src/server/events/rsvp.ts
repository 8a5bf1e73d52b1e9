/** Saying whether one comes. */
import { z } from 'zod'
import { communityOf, memberOf, personOf, type Ctx } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { record } from '../facts.ts'
import { id, oneOf } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { comeToEvent } from '../permissions/events.ts'
import { verb } from '../verb.ts'
import { eventFor, mustBePlanned, type EventRow } from './access.ts'

export const answers = ['yes', 'maybe', 'no'] as const
export type Answer = (typeof answers)[number]

export const rsvp = verb(
  'events.rsvp',
  {
    input: z.object({ id, answer: oneOf(answers) }),
    does: 'Says whether you come: yes, maybe or no. Until the event begins the answer may be changed.',
    who: comeToEvent.says,
  },
  async (ctx, input) => {
    const { event, member, before } = await open(ctx, input.id)
    if (before === input.answer) return { answer: input.answer }
    if (input.answer === 'yes' && event.capacity !== null && event.coming >= event.capacity) throw full(event)
    // The fact first: what locks the event's row comes last, so that the next answer waits as briefly as can be.
    await record(ctx, 'event.answered', { member, subject: event.id, payload: { answer: input.answer, before } })
    await write(ctx, event, member, input.answer)
    return { answer: input.answer }
  },
)

export const withdraw = verb(
  'events.withdraw',
  { input: z.object({ id }), does: 'Takes your answer back, as if you had not given one.', who: comeToEvent.says },
  async (ctx, input) => {
    const { event, member, before } = await open(ctx, input.id)
    if (before === null) return { answer: null }
    await record(ctx, 'event.answered', { member, subject: event.id, payload: { answer: null, before } })
    await ctx.db
      .deleteFrom('rsvp')
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', event.id)
      .where('member_id', '=', member)
      .execute()
    return { answer: null }
  },
)

/** The event, as far as it still takes answers, and the one that the member gave before. */
async function open(ctx: Ctx, eventId: string): Promise<{ event: EventRow; member: string; before: Answer | null }> {
  const event = await eventFor(ctx, eventId)
  const member = memberOf(ctx).id
  allow(ctx, comeToEvent, event)
  mustBePlanned(event)
  if (event.starts_at.epochMilliseconds <= ctx.now.epochMilliseconds) throw new Conflict('events.has-begun')
  const given = await ctx.db
    .selectFrom('rsvp')
    .select('answer')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event.id)
    .where('member_id', '=', member)
    .executeTakeFirst()
  return { event, member, before: (given?.answer as Answer | undefined) ?? null }
}

/** Whether there was room is the database's to say: two who ask at once for the last place cannot both have it. */
async function write(ctx: Ctx, event: EventRow, member: string, answer: Answer): Promise<void> {
  const given = { answer, at: ctx.now, answered_by: personOf(ctx).id }
  try {
    await ctx.db
      .insertInto('rsvp')
      .values({ community_id: communityOf(ctx).id, event_id: event.id, member_id: member, ...given })
      .onConflict((conflict) => conflict.columns(['community_id', 'event_id', 'member_id']).doUpdateSet(given))
      .execute()
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'event_capacity') throw full(event)
    throw error
  }
}

function full(event: EventRow): Conflict {
  return new Conflict('events.full', { capacity: event.capacity })
}
