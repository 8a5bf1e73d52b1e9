/** Voting, and saying "I, too" to an open answer. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../../ctx.ts'
import { Conflict, NotAllowed, NotFound } from '../../../errors.ts'
import { record } from '../../../facts.ts'
import { id } from '../../../foundations/input.ts'
import { isMember } from '../../../permissions/index.ts'
import { beInRoom } from '../../../permissions/live.ts'
import { verb } from '../../../verb.ts'
import { announce } from '../announce.ts'
import { participantOf, roomFor, roomInput, type LiveRoom } from '../room.ts'
import { answerFrom, answerInput, type Said } from './kinds.ts'
import { mustBeAsked, pollFor } from './poll.ts'
import { voterKey, type Voter } from './voter.ts'

export const vote = verb(
  'live.vote',
  {
    input: z.object({ ...roomInput, poll: id, ...answerInput }),
    does: 'Answers a poll: as yourself, once; again only where the answer may be changed, and then it takes the place of the first.',
    who: beInRoom.says,
    leavesNoTrace: true,
  },
  async (ctx, input) => {
    const live = await roomFor(ctx, input)
    return castVote(ctx, live.event.id, await voterIn(ctx, live), input.poll, input)
  },
)

/**
 * Writes the vote of somebody who may vote. That there is one of each is the database's to hold: two sent at once are one.
 * Throws Conflict `live.poll-closed`, `live.poll-draft` or `live.voted`, Invalid at the field that does not fit.
 */
export async function castVote(
  ctx: Ctx,
  event: string,
  voter: Voter,
  pollId: string,
  said: Said,
): Promise<{ poll: string; id: string; changed: boolean; regroup: boolean }> {
  const poll = await pollFor(ctx, event, pollId, 'voting')
  mustBeAsked(ctx, poll)
  const answer = JSON.stringify(answerFrom(poll, said))
  const named = poll.is_anonymous ? null : voter
  const { rows } = await sql<{ id: string; fresh: boolean }>`
    insert into poll_vote as v (community_id, poll_id, id, voter, member_id, participant_id, answer, at)
    values (${communityOf(ctx).id}, ${poll.id}, ${randomUUID()}, ${voterKey(poll, voter)}, ${named?.member_id ?? null},
            ${named?.id ?? null}, ${answer}::jsonb, ${named ? ctx.now.toString() : null}::timestamptz)
    on conflict (community_id, poll_id, voter) do update set answer = excluded.answer, at = excluded.at
      where ${poll.is_changeable}::boolean and not exists (select from poll_support s
        where s.community_id = v.community_id and s.poll_id = v.poll_id and s.vote_id = v.id)
    returning v.id, xmax = 0 as fresh`.execute(ctx.db)
  if (!rows[0]) throw new Conflict(poll.is_changeable ? 'live.supported' : 'live.voted')
  if (named?.member_id && rows[0].fresh)
    await record(ctx, 'poll.voted', { member: named.member_id, subject: event, payload: { poll: poll.id } })
  await announce(ctx, event, 'polls')
  // Having voted may open results to them: those who listen are told to listen anew.
  return {
    poll: poll.id,
    id: rows[0].id,
    changed: !rows[0].fresh,
    regroup: rows[0].fresh && poll.results === 'after-vote',
  }
}

export const supportAnswer = verb(
  'live.support-answer',
  {
    input: z.object({ ...roomInput, poll: id, answer: id }),
    does: 'Says "I, too" to an open answer of somebody else that you may see; said again it is taken back.',
    who: beInRoom.says,
    leavesNoTrace: true,
  },
  async (ctx, input) => {
    const live: LiveRoom = await roomFor(ctx, input)
    const me = await voterIn(ctx, live)
    const poll = await pollFor(ctx, live.event.id, input.poll, 'voting')
    mustBeAsked(ctx, poll)
    const at = { community_id: communityOf(ctx).id, poll_id: poll.id }
    const answer = await ctx.db
      .selectFrom('poll_vote')
      .select(['voter', 'is_hidden', 'merged_into'])
      .where((eb) => eb.and({ ...at, id: input.answer }))
      .executeTakeFirst()
    if (poll.kind !== 'open' || poll.results === 'hidden' || !answer || answer.is_hidden || answer.merged_into)
      throw new NotFound('live.answer')
    const voter = voterKey(poll, me)
    if (voter.equals(answer.voter)) throw new Conflict('live.own-answer')
    const row = { ...at, vote_id: input.answer, voter }
    const gone = await ctx.db
      .deleteFrom('poll_support')
      .where((eb) => eb.and(row))
      .executeTakeFirst()
    const supported = gone.numDeletedRows === 0n
    if (supported)
      await ctx.db
        .insertInto('poll_support')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    await announce(ctx, live.event.id, 'polls')
    return { supported }
  },
)

/** As whom somebody votes: who is in the room, or, where it is not open, a member who might have been. */
async function voterIn(ctx: Ctx, live: LiveRoom): Promise<Voter> {
  if (live.room && !live.room.ended_at) return participantOf(ctx, live)
  if (live.me) return live.me
  if (!isMember(ctx)) throw new NotAllowed('live.join-first')
  return { id: null, member_id: ctx.member!.id }
}
