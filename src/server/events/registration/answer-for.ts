/** Answering for somebody else: on the phone, in the corridor, by mail. */
import { z } from 'zod'
import { record } from '../../facts.ts'
import { id, oneOf, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventToChange } from '../access.ts'
import { ways } from '../answer.ts'
import { mustTakePart } from '../people.ts'
import { forSomebody, neitherOrBoth, oneOfBoth, standingOf, whom } from './comer.ts'
import { writeGuestAnswer } from './guest-answer.ts'
import type { GuestRow } from './guest.ts'
import { mustTakeAnswers } from './open.ts'
import { freesPlace, standingAfter } from './places.ts'
import { writeAnswer } from './standing.ts'
import { offerPlaces } from './waiting-list.ts'

export const answerFor = verb(
  'events.answer-for',
  {
    input: z
      .object({ id, ...whom, answer: oneOf(['yes', 'maybe', 'no', 'waiting']), mode: optional(oneOf(ways)) })
      .refine(oneOfBoth, neitherOrBoth)
      .meta({ examples: [{ ...forSomebody, answer: 'yes' }] }),
    does: 'Answers for a member or a guest, who is told and sees who did it. What the event asks is left for them.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustTakeAnswers(ctx, event)
    if (input.member) await mustTakePart(ctx, [input.member], 'member', event.circle_id)
    const before = await standingOf(ctx, event, input)
    const after = standingAfter(event, before, input, ctx.now)
    const told = { answer: after.answer as 'yes' | 'maybe' | 'no' | 'waiting', changed: true }
    if (before.answer === after.answer && before.mode === after.mode) return { ...told, changed: false }
    const replies = after.answer === 'no' ? {} : before.replies
    await record(ctx, 'event.answered-for', {
      member: input.member ?? null,
      subject: event.id,
      payload: { answer: after.answer, before: before.answer, ...(input.guest ? { guest: input.guest } : {}) },
    })
    if (input.guest) await writeGuestAnswer(ctx, event, before as GuestRow, after, replies)
    else {
      await writeAnswer(ctx, event, input.member!, after, replies)
      if (freesPlace(before, after)) await offerPlaces(ctx, event)
    }
    return told
  },
)
