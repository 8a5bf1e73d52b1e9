/**
 * Who voted, so that nobody votes twice, and nobody can tell who said what.
 *
 * A named vote stands beside its member or participant. An anonymous one does not: its row holds a hash of the voter, keyed
 * with the secret of the poll, and no time. While the poll is open the key is needed so that one vote per person holds
 * and may be changed; whoever can read the database then could try every participant against it. Closing drops the key,
 * gives every vote and every "I, too" a new name by chance, and writes them anew in an order by chance: from then on
 * neither the rows nor their order, times or transactions say anything. Facts of anonymous votes are not recorded. What
 * was copied while the poll was open (a backup of that minute, the database's log of changes) still holds the key.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../../ctx.ts'
import type { Participant } from '../room.ts'
import type { PollRow } from './poll.ts'

/** A voter: a member wherever they vote from (the room, a mail), anybody else as the participant that they are. */
export type Voter = Pick<Participant, 'member_id'> & { id: string | null }

/** What a vote of theirs is found by. */
export function voterKey(poll: Pick<PollRow, 'id' | 'secret'>, { id, member_id }: Voter): Buffer {
  const who = member_id ? `member:${member_id}` : `participant:${id}`
  return createHmac('sha256', poll.secret ?? poll.id)
    .update(who)
    .digest()
    .subarray(0, 16)
}

export function newPollSecret(): Buffer {
  return randomBytes(32)
}

/** Takes away for good what could tell who said what. In the transaction that closes the poll. */
export async function forgetVoters(ctx: Ctx, poll: string): Promise<void> {
  const at = { community_id: communityOf(ctx).id, poll_id: poll }
  const votes = await ctx.db
    .selectFrom('poll_vote')
    .select(['id', 'voter', 'answer', 'is_hidden', 'merged_into'])
    .where((eb) => eb.and(at))
    .orderBy(sql`random()`)
    .execute()
  const supports = await ctx.db
    .selectFrom('poll_support')
    .select(['vote_id', 'voter'])
    .where((eb) => eb.and(at))
    .orderBy(sql`random()`)
    .execute()
  // One new name per voter, so that somebody who said something and supported it elsewhere is still counted once.
  const names = new Map<string, string>()
  const nameOf = (voter: Buffer) => {
    const old = voter.toString('hex')
    if (!names.has(old)) names.set(old, randomBytes(16).toString('hex'))
    return names.get(old)!
  }
  const keptVotes = votes.map((vote) => ({ ...vote, voter: nameOf(vote.voter) }))
  const keptSupports = supports.map(({ vote_id, voter }) => ({ vote_id, voter: nameOf(voter) }))
  await ctx.db
    .deleteFrom('poll_vote')
    .where((eb) => eb.and(at))
    .execute()
  await sql`
    insert into poll_vote (community_id, poll_id, id, voter, answer, is_hidden, merged_into)
    select ${at.community_id}::uuid, ${poll}::uuid, id, decode(voter, 'hex'), answer, is_hidden, merged_into
      from jsonb_to_recordset(${JSON.stringify(keptVotes)}::jsonb)
        as kept(id uuid, voter text, answer jsonb, is_hidden boolean, merged_into uuid)`.execute(ctx.db)
  await sql`
    insert into poll_support (community_id, poll_id, vote_id, voter)
    select ${at.community_id}::uuid, ${poll}::uuid, vote_id, decode(voter, 'hex')
      from jsonb_to_recordset(${JSON.stringify(keptSupports)}::jsonb) as kept(vote_id uuid, voter text)`.execute(ctx.db)
}
