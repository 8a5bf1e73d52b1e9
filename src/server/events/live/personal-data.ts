/** What live rooms hold about a person: that they were in one, and what they answered under their name. */
import { randomBytes } from 'node:crypto'
import { membershipsOf, type PersonalData } from '../../foundations/personal-data.ts'

export const liveData: PersonalData = {
  room: 'live',
  tables: ['live_participant', 'poll_vote'],

  async tell(ctx, person) {
    const live = await ctx.db
      .selectFrom('live_participant as p')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'p.community_id').onRef('e.id', '=', 'p.event_id'),
      )
      .select(['e.title', 'e.starts_at', 'p.joined_at', 'p.here_at'])
      .where('p.member_id', 'in', membershipsOf(ctx, person))
      .orderBy('p.joined_at')
      .execute()
    const polls = await ctx.db
      .selectFrom('poll_vote as v')
      .innerJoin('poll as p', (join) =>
        join.onRef('p.community_id', '=', 'v.community_id').onRef('p.id', '=', 'v.poll_id'),
      )
      .select(['p.question', 'v.answer', 'v.at'])
      .where('v.member_id', 'in', membershipsOf(ctx, person))
      .orderBy('v.at')
      .execute()
    return { live, polls }
  },

  /** What was said stays counted, but of nobody; that somebody was there, of a member whom nobody can name any more. */
  async forget(ctx, person) {
    const votes = await ctx.db
      .selectFrom('poll_vote as v')
      .select(['v.community_id', 'v.poll_id', 'v.id'])
      .where('v.member_id', 'in', membershipsOf(ctx, person))
      .execute()
    for (const vote of votes)
      await ctx.db
        .updateTable('poll_vote')
        .set({ voter: randomBytes(16), member_id: null, participant_id: null, at: null })
        .where((eb) => eb.and(vote))
        .execute()
  },
}
