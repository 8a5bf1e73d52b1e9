/** Saying whether one comes. */
import { z } from 'zod'
import { memberOf, type Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { id, oneOf, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { comeToEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventToChange } from '../access.ts'
import { ways } from '../answer.ts'
import { mustTakeAnswers } from './open.ts'
import { freesPlace, nowhere, standingAfter, type Standing } from './places.ts'
import { questionsOf, readReplies, replies, type Replies } from './questions.ts'
import { eventWithStanding, memberStanding, removeAnswer, writeAnswer } from './standing.ts'
import { offerPlaces } from './waiting-list.ts'

export const rsvp = verb(
  'events.rsvp',
  {
    input: z.object({
      id,
      /** `waiting`: a place, or a place on the waiting list where all are taken. */
      answer: oneOf(['yes', 'maybe', 'no', 'waiting']),
      /** Where, of an event in a room and online; in the room, if not said. */
      mode: optional(oneOf(ways)),
      /** To the event's questions, by their id. */
      replies,
    }),
    does: 'Says whether you come: yes, maybe or no, or that you wait for a place. Until the event begins the answer may be changed.',
    who: comeToEvent.says,
  },
  async (ctx, input) => {
    const { event, member, before } = await open(ctx, input.id, input.answer === 'waiting')
    const after = standingAfter(event, before, input, ctx.now)
    const given = readReplies(event.questions, after.answer, { ...before.replies, ...input.replies })
    const answered = shown(after, questionsOf(event.questions).length > Object.keys(given).length)
    if (isSame(before, after, given)) return answered
    // The fact first: what locks the event's row comes last, so that the next answer waits as briefly as can be.
    if (before.answer !== after.answer || before.mode !== after.mode) {
      const payload = {
        answer: after.answer,
        before: before.answer,
        ...(after.mode ? { mode: after.mode } : {}),
        ...(ctx.actor?.via === 'mail' ? { by: 'mail' } : {}),
      }
      await record(ctx, 'event.answered', { member, subject: event.id, payload })
    }
    await writeAnswer(ctx, event, member, after, given)
    if (freesPlace(before, after)) await offerPlaces(ctx, event)
    return answered
  },
)

export const withdraw = verb(
  'events.withdraw',
  { input: z.object({ id }), does: 'Takes your answer back, as if you had not given one.', who: comeToEvent.says },
  async (ctx, input) => {
    const { event, member, before } = await open(ctx, input.id)
    if (before.answer === null) return { answer: null }
    await record(ctx, 'event.answered', {
      member,
      subject: event.id,
      payload: { answer: null, before: before.answer },
    })
    await removeAnswer(ctx, event, member)
    if (freesPlace(before, nowhere)) await offerPlaces(ctx, event)
    return { answer: null }
  },
)

/** The event, as far as it still takes answers, and how the member stands to it. */
async function open(ctx: Ctx, eventId: string, queues = false) {
  const { event, before } = await eventWithStanding(ctx, eventId)
  const member = memberOf(ctx).id
  allow(ctx, comeToEvent, event)
  mustTakeAnswers(ctx, event)
  if (!queues && !isQueued(before)) return { event, member, before }
  // Whoever stands in the queue is moved by others too: the event's row comes before theirs, for everybody.
  const locked = await eventToChange(ctx, eventId)
  mustTakeAnswers(ctx, locked)
  return { event: locked, member, before: await memberStanding(ctx, locked, member) }
}

const isQueued = ({ answer }: Standing): boolean => answer === 'waiting' || answer === 'offered'

function isSame(before: Standing & { replies: Replies }, after: Standing, given: Replies): boolean {
  return (
    before.answer === after.answer &&
    before.mode === after.mode &&
    JSON.stringify(before.replies) === JSON.stringify(given)
  )
}

/** `asks`: something that the event asks of those who come is not replied to yet. */
function shown({ answer, mode }: Standing, asks: boolean) {
  return {
    answer: answer as 'yes' | 'maybe' | 'no' | 'waiting',
    ...(mode ? { mode } : {}),
    ...(asks && (answer === 'yes' || answer === 'waiting') ? { asks } : {}),
  }
}
