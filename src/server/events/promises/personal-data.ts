/** What promises hold of a person: what they asked to be excused from, warnings, and what was proposed and decided about them. */
import { membershipsOf, type PersonalData } from '../../foundations/personal-data.ts'

const tables = ['absence', 'promise_warning', 'promise_step'] as const

export const promisesData: PersonalData = {
  room: 'events',
  tables,
  tell: async (ctx, person) => ({
    excuses: await ctx.db
      .selectFrom('absence as x')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'x.community_id').onRef('e.id', '=', 'x.event_id'),
      )
      .select(['e.title', 'x.reason', 'x.state', 'x.asked_at', 'x.answer'])
      .where('x.member_id', 'in', membershipsOf(ctx, person))
      .execute(),
    warnings: await ctx.db
      .selectFrom('promise_warning')
      .select(['at', 'held', 'attended'])
      .where('member_id', 'in', membershipsOf(ctx, person))
      .execute(),
    promiseSteps: await ctx.db
      .selectFrom('promise_step')
      .select(['rule', 'held', 'attended', 'due', 'proposed_at', 'state', 'decided_at', 'note'])
      .where('member_id', 'in', membershipsOf(ctx, person))
      .execute(),
  }),
  forget: async (ctx, person) => {
    for (const table of tables)
      await ctx.db.deleteFrom(table).where('member_id', 'in', membershipsOf(ctx, person)).execute()
    for (const table of ['absence', 'promise_step'] as const)
      await ctx.db.updateTable(table).set({ decided_by: null }).where('decided_by', '=', person).execute()
  },
}
