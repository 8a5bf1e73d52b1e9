/** Asking in the live room, by name or without, and lending one's voice to a question. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { newId } from '../../foundations/id.ts'
import { flag, id, lines, oneOf, optional } from '../../foundations/input.ts'
import { countTry } from '../../people/index.ts'
import { beInRoom } from '../../permissions/live.ts'
import { verb } from '../../verb.ts'
import { problem } from '../input.ts'
import { announce, inRoom, openRoomFor, participantOf, roomInput } from '../live/index.ts'
import { panelOf } from './panel.ts'

export const ask = verb(
  'live.ask',
  {
    input: z.object({
      ...roomInput,
      text: lines(1000).pipe(z.string().min(1, 'field.empty')),
      as: oneOf(['me', 'nobody']),
      to: optional(id),
    }),
    does: 'Asks a question in the live room: `as` `me` with your name, `nobody` so that nothing leads to you; `to` one of those who lead a part.',
    who: beInRoom.says,
    leavesNoTrace: true,
  },
  async (ctx, input) => {
    const live = await openRoomFor(ctx, input)
    const me = await participantOf(ctx, live)
    await countTry(ctx, [['question-of-participant', `${live.event.id} ${me.id}`]])
    if (input.to && !(await panelOf(ctx, live.event)).some((each) => each.id === input.to))
      throw problem('to', 'meet.panel')
    // Sent twice, or asked by two: one question, which others can lend their voice to. Of two at once one waits.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`ask ${live.event.id} ${input.text}`}, 0))`.execute(
      ctx.db,
    )
    const same = await ctx.db
      .selectFrom('question')
      .select('id')
      .where((eb) => eb.and({ ...inRoom(ctx, live), text: input.text, state: 'open' }))
      .executeTakeFirst()
    if (same) return { question: same.id }
    const named = input.as === 'me'
    const question = newId(ctx.now)
    await ctx.db
      .insertInto('question')
      .values({
        ...inRoom(ctx, live),
        id: question,
        text: input.text,
        participant_id: named ? me.id : null,
        to_member_id: input.to ?? null,
        at: ctx.now,
      })
      .execute()
    // Without a name the fact has none either: no actor, no member.
    const who = named ? ctx : { ...ctx, actor: null }
    await record(who, 'live.asked', {
      subject: live.event.id,
      member: named ? me.member_id : null,
      payload: { question, named },
    })
    await announce(ctx, live.event.id, 'questions')
    return { question }
  },
)

export const upvote = verb(
  'live.upvote',
  {
    input: z.object({ ...roomInput, question: id, up: flag.default(true) }),
    does: 'Lends your voice to a question in the live room, once, or takes it back (`up` false).',
    who: beInRoom.says,
  },
  async (ctx, input) => {
    const live = await openRoomFor(ctx, input)
    const me = await participantOf(ctx, live)
    const { rows } = await sql<{ state: string }>`
      select state from question
       where community_id = ${communityOf(ctx).id} and event_id = ${live.event.id} and id = ${input.question} and state <> 'hidden'`.execute(
      ctx.db,
    )
    if (!rows[0]) throw new NotFound('meet.question')
    if (rows[0].state !== 'open') throw new Conflict('meet.settled')
    const mine = { ...inRoom(ctx, live), question_id: input.question, participant_id: me.id }
    if (input.up) {
      await ctx.db
        .insertInto('question_vote')
        .values(mine)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    } else {
      await ctx.db
        .deleteFrom('question_vote')
        .where((eb) => eb.and(mine))
        .execute()
    }
    await announce(ctx, live.event.id, 'questions')
    return { up: input.up }
  },
)
