/** A place by hand: whoever holds the event may let somebody in before those who have waited longer, and says why. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, line } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventToChange, type EventRow } from '../access.ts'
import { forSomebody, neitherOrBoth, oneOfBoth, standingOf, whom } from './comer.ts'
import { writeGuestAnswer } from './guest-answer.ts'
import type { GuestRow } from './guest.ts'
import { mustTakeAnswers } from './open.ts'
import { nowhere, placesLeft, type Standing } from './places.ts'
import { personBehind, writeAnswer } from './standing.ts'

export const givePlace = verb(
  'events.give-place',
  {
    input: z
      .object({ id, ...whom, reason: line(500) })
      .refine(oneOfBoth, neitherOrBoth)
      .meta({ examples: [{ ...forSomebody, reason: 'She opens the session.' }] }),
    does: 'Gives somebody who waits a place by hand, with a reason that is kept. Where none is free one more is made.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustTakeAnswers(ctx, event)
    const before = await standingOf(ctx, event, input)
    if (before.answer !== 'waiting' && before.answer !== 'offered') throw new Conflict('registration.not-waiting')
    if (before.answer === 'waiting') await makeRoom(ctx, event, before)
    await record(ctx, 'event.place-given', {
      member: input.member ?? null,
      subject: event.id,
      payload: { reason: input.reason, ...(input.guest ? { guest: input.guest } : {}) },
    })
    const after: Standing = { ...nowhere, answer: 'yes', mode: before.mode }
    if (input.guest) await writeGuestAnswer(ctx, event, before as GuestRow, after, before.replies)
    else {
      // They asked for it themselves when they came onto the list.
      const by = await personBehind(ctx, input.member!)
      await writeAnswer(ctx, event, input.member!, after, before.replies, by)
    }
    return { given: true }
  },
)

/** One place more, where all are taken or offered. */
async function makeRoom(ctx: Ctx, event: EventRow, { mode }: Standing): Promise<void> {
  const left = placesLeft(event, mode)
  if (left === null || left > 0) return
  const column = mode === 'online' ? 'online_capacity' : 'capacity'
  await ctx.db
    .updateTable('event')
    .set((eb) => ({ [column]: eb(column, '+', 1), updated_at: ctx.now }))
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', event.id)
    .execute()
}
