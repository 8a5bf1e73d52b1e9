/** What live rooms hold about a person: that they were in one. */
import type { PersonalData } from '../../foundations/personal-data.ts'

export const liveData: PersonalData = {
  room: 'live',
  tables: ['live_participant'],

  async tell(ctx, person) {
    const live = await ctx.db
      .selectFrom('live_participant as p')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'p.community_id').onRef('e.id', '=', 'p.event_id'),
      )
      .innerJoin('member as m', (join) =>
        join.onRef('m.community_id', '=', 'p.community_id').onRef('m.id', '=', 'p.member_id'),
      )
      .select(['e.title', 'e.starts_at', 'p.joined_at'])
      .where('m.person_id', '=', person)
      .orderBy('p.joined_at')
      .execute()
    return { live }
  },

  /** That somebody was there stays counted, of a member whom nobody can name any more. */
  async forget() {},
}
