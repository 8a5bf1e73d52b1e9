/** What a guest does on their own page: confirm, answer otherwise, and be forgotten. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { oneOf, optional } from '../../foundations/input.ts'
import { verb } from '../../verb.ts'
import type { EventRow } from '../access.ts'
import { ways } from '../answer.ts'
import { forgetInRoom, forgetMailOf, forgetWho } from './forget.ts'
import { byTheirLink, guestToChange, token, type GuestRow } from './guest.ts'
import { mustTakeAnswers } from './open.ts'
import { freesPlace, full, isFull, nowhere, standingAfter, type Standing } from './places.ts'
import { readReplies, replies, type Replies } from './questions.ts'
import { offerPlaces } from './waiting-list.ts'

export const answerAsGuest = verb(
  'events.answer-as-guest',
  {
    input: z.object({
      token,
      answer: oneOf(['yes', 'maybe', 'no', 'waiting']),
      mode: optional(oneOf(ways)),
      replies,
    }),
    does: 'Confirms that you come as a guest, or says otherwise. The first answer also shows that the address is yours.',
    who: byTheirLink,
  },
  async (ctx, input) => {
    const { guest, event } = await guestToChange(ctx, input.token)
    mustTakeAnswers(ctx, event)
    const after = standingAfter(event, guest, input, ctx.now)
    const given = readReplies(event.questions, after.answer, { ...guest.replies, ...input.replies })
    if (guest.answer !== after.answer || guest.mode !== after.mode) {
      await record(ctx, 'event.guest-answered', {
        member: null,
        subject: event.id,
        payload: { guest: guest.id, answer: after.answer, before: guest.answer },
      })
    }
    await writeGuestAnswer(ctx, event, guest, after, given)
    return { answer: after.answer as 'yes' | 'maybe' | 'no' | 'waiting' }
  },
)

export const eraseGuest = verb(
  'events.erase-guest',
  {
    input: z.object({ token }),
    does: 'Erases what is kept of you as a guest. That somebody was there stays counted, for nobody.',
    who: byTheirLink,
  },
  async (ctx, input) => {
    const { guest, event } = await guestToChange(ctx, input.token)
    await forgetGuest(ctx, event, guest)
    return { erased: true }
  },
)

/** Writes how a guest stands to an event, and offers the place that they may leave. */
export async function writeGuestAnswer(
  ctx: Ctx,
  event: EventRow,
  guest: GuestRow,
  after: Standing,
  given: Replies,
): Promise<void> {
  try {
    await ctx.db
      .updateTable('guest')
      .set({
        ...after,
        answer: after.answer!,
        replies: JSON.stringify(given),
        at: ctx.now,
        answered_by: ctx.actor?.id ?? null,
        confirmed_at: guest.confirmed_at ?? ctx.now,
      })
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', event.id)
      .where('id', '=', guest.id)
      .execute()
  } catch (error) {
    if (isFull(error)) throw full(event, after.mode)
    throw error
  }
  if (freesPlace(guest, after)) await offerPlaces(ctx, event)
}

/** Before the event the row goes; afterwards only who it was. */
export async function forgetGuest(ctx: Ctx, event: EventRow, guest: GuestRow): Promise<void> {
  const isAhead = event.state === 'planned' && event.starts_at.epochMilliseconds > ctx.now.epochMilliseconds
  if (!isAhead) return forgetWho(ctx, [guest])
  await record(ctx, 'event.guest-erased', { member: null, subject: event.id, payload: { guest: guest.id } })
  await ctx.db
    .deleteFrom('guest')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event.id)
    .where('id', '=', guest.id)
    .execute()
  await forgetInRoom(ctx, [guest.id])
  await forgetMailOf(ctx, [guest])
  if (freesPlace(guest, nowhere)) await offerPlaces(ctx, event)
}
