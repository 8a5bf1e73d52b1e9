/** Tending open answers: taking one from sight, counting one with another. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../../ctx.ts'
import { Conflict, NotFound } from '../../../errors.ts'
import { flag, id, optional } from '../../../foundations/input.ts'
import { allow } from '../../../permissions/index.ts'
import { runRoom } from '../../../permissions/live.ts'
import { verb } from '../../../verb.ts'
import { announce } from '../announce.ts'
import { roomFor, roomInput } from '../room.ts'
import { pollFor, type PollRow } from './poll.ts'

export const hideAnswer = verb(
  'live.hide-answer',
  {
    input: z.object({ id: roomInput.id, poll: id, answer: id, hidden: flag }),
    does: 'Takes an open answer from sight, or shows it again. It stays counted.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const poll = await openAnswersOf(ctx, input)
    await set(ctx, poll, input.answer, { is_hidden: input.hidden })
    await announce(ctx, poll.event_id, 'polls')
    return { hidden: input.hidden }
  },
)

export const mergeAnswers = verb(
  'live.merge-answers',
  {
    input: z.object({ id: roomInput.id, poll: id, answer: id, into: optional(id) }),
    does: 'Counts an open answer with another that says the same; without `into` it stands alone again.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const poll = await openAnswersOf(ctx, input)
    if (input.into === input.answer) throw new Conflict('live.merge-self')
    if (input.into) {
      // What was counted with the first goes with it: nothing hangs on something that hangs.
      const target = await answer(ctx, poll, input.into)
      if (target.merged_into) throw new Conflict('live.merge-merged')
      await ctx.db
        .updateTable('poll_vote')
        .set({ merged_into: input.into })
        .where((eb) => eb.and({ community_id: communityOf(ctx).id, poll_id: poll.id, merged_into: input.answer }))
        .execute()
    }
    await set(ctx, poll, input.answer, { merged_into: input.into ?? null })
    await announce(ctx, poll.event_id, 'polls')
    return { into: input.into ?? null }
  },
)

async function openAnswersOf(ctx: Ctx, input: { id: string; poll: string }): Promise<PollRow> {
  const live = await roomFor(ctx, { id: input.id })
  allow(ctx, runRoom, live.event)
  const poll = await pollFor(ctx, live.event.id, input.poll, 'change')
  if (poll.kind !== 'open') throw new NotFound('live.answer')
  return poll
}

async function answer(ctx: Ctx, poll: PollRow, vote: string) {
  const row = await ctx.db
    .selectFrom('poll_vote')
    .select('merged_into')
    .where((eb) => eb.and({ community_id: communityOf(ctx).id, poll_id: poll.id, id: vote }))
    .executeTakeFirst()
  if (!row) throw new NotFound('live.answer')
  return row
}

async function set(
  ctx: Ctx,
  poll: PollRow,
  vote: string,
  values: { is_hidden?: boolean; merged_into?: string | null },
) {
  await answer(ctx, poll, vote)
  await ctx.db
    .updateTable('poll_vote')
    .set(values)
    .where((eb) => eb.and({ community_id: communityOf(ctx).id, poll_id: poll.id, id: vote }))
    .execute()
}
