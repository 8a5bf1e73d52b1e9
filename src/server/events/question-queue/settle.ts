/** What becomes of a question: answered, parked for later, hidden, or open again. */
import { z } from 'zod'
import { NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, oneOf } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { runRoom } from '../../permissions/live.ts'
import { verb } from '../../verb.ts'
import { announce, inRoom, roomFor, roomInput } from '../live/index.ts'

export const questionStates = ['open', 'answered', 'parked', 'hidden'] as const
export type QuestionState = (typeof questionStates)[number]

export const settleQuestion = verb(
  'live.settle-question',
  {
    input: z.object({ id: roomInput.id, question: id, state: oneOf(questionStates) }),
    does: 'Says what becomes of a question: answered, parked (it stays an open question of the event), hidden, or open again. Also after the meeting.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await roomFor(ctx, input)
    allow(ctx, runRoom, live.event)
    const of = { ...inRoom(ctx, live), id: input.question }
    const before = await ctx.db
      .selectFrom('question')
      .select('state')
      .where((eb) => eb.and(of))
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new NotFound('meet.question')
    if (before.state === input.state) return { state: input.state }
    await ctx.db
      .updateTable('question')
      .set({ state: input.state, settled_at: input.state === 'open' ? null : ctx.now })
      .where((eb) => eb.and(of))
      .execute()
    await record(ctx, 'live.question-settled', {
      subject: live.event.id,
      member: null,
      payload: { question: input.question, state: input.state, before: before.state },
    })
    await announce(ctx, live.event.id, 'questions')
    return { state: input.state }
  },
)
