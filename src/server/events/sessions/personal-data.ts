/** Which sessions somebody led or chose. */
import { membershipsOf, type PersonalData } from '../../foundations/personal-data.ts'

export const sessionsData: PersonalData = {
  room: 'events',
  tables: ['parallel_session', 'session_choice'],
  tell: async (ctx, person) => ({
    sessions_led: await ctx.db
      .selectFrom('parallel_session')
      .select(['title', 'room'])
      .where('leader_id', 'in', membershipsOf(ctx, person))
      .execute(),
    sessions_chosen: await ctx.db
      .selectFrom('session_choice as c')
      .innerJoin('parallel_session as s', (join) =>
        join
          .onRef('s.community_id', '=', 'c.community_id')
          .onRef('s.event_id', '=', 'c.event_id')
          .onRef('s.id', '=', 'c.session_id'),
      )
      .select(['s.title', 'c.at'])
      .where('c.member_id', 'in', membershipsOf(ctx, person))
      .execute(),
  }),
  forget: async (ctx, person) => {
    await ctx.db.deleteFrom('session_choice').where('member_id', 'in', membershipsOf(ctx, person)).execute()
    await ctx.db
      .updateTable('parallel_session')
      .set({ leader_id: null })
      .where('leader_id', 'in', membershipsOf(ctx, person))
      .execute()
  },
}
