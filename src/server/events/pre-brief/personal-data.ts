/** What pre-briefs and panels hold of a person: what they got and saw, where they sat, what they wrote for others. */
import { membershipsOf, type PersonalData } from '../../foundations/personal-data.ts'

export const preBriefData: PersonalData = {
  room: 'events',
  tables: ['pre_brief', 'pre_brief_reader', 'panel_place'],
  tell: async (ctx, person) => ({
    preBriefs: await ctx.db
      .selectFrom('pre_brief_reader as r')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'r.community_id').onRef('e.id', '=', 'r.event_id'),
      )
      .select(['e.title', 'e.starts_at', 'r.sent_at', 'r.seen_at', 'r.reminded_at'])
      .where('r.member_id', 'in', membershipsOf(ctx, person))
      .orderBy('e.starts_at')
      .execute(),
    panels: await ctx.db
      .selectFrom('panel_place as p')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'p.community_id').onRef('e.id', '=', 'p.event_id'),
      )
      .select(['e.title', 'e.starts_at', 'p.part', 'p.named_at', 'p.state', 'p.answered_at'])
      .where('p.member_id', 'in', membershipsOf(ctx, person))
      .orderBy('e.starts_at')
      .execute(),
    preBriefsWritten: await ctx.db
      .selectFrom('pre_brief')
      .select(['text', 'questions', 'changed_at'])
      .where('changed_by', '=', person)
      .execute(),
  }),
  forget: async (ctx, person) => {
    for (const table of ['pre_brief_reader', 'panel_place'] as const)
      await ctx.db.deleteFrom(table).where('member_id', 'in', membershipsOf(ctx, person)).execute()
    await ctx.db.updateTable('pre_brief').set({ changed_by: null }).where('changed_by', '=', person).execute()
    await ctx.db.updateTable('panel_place').set({ named_by: null }).where('named_by', '=', person).execute()
  },
}
