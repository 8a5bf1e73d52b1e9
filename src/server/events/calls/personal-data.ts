/** What somebody proposed, and which calls they opened. What was proposed goes with them. */
import { membershipsOf, type PersonalData } from '../../foundations/personal-data.ts'

export const callsData: PersonalData = {
  room: 'events',
  tables: ['call', 'proposal'],
  tell: async (ctx, person) => ({
    proposals: await ctx.db
      .selectFrom('proposal as p')
      .select(['p.title', 'p.answers', 'p.confidence', 'p.state', 'p.reason', 'p.created_at'])
      .where('p.member_id', 'in', membershipsOf(ctx, person))
      .execute(),
    calls: await ctx.db.selectFrom('call').select(['title', 'opened_at']).where('opened_by', '=', person).execute(),
  }),
  forget: async (ctx, person) => {
    await ctx.db.deleteFrom('proposal').where('member_id', 'in', membershipsOf(ctx, person)).execute()
    await ctx.db.updateTable('proposal').set({ answered_by: null }).where('answered_by', '=', person).execute()
    await ctx.db.updateTable('call').set({ opened_by: null }).where('opened_by', '=', person).execute()
  },
}
