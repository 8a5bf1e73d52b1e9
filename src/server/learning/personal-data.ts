/** What learning holds about a person: the ring that was computed for them, which only they may see. */
import type { PersonalData } from '../foundations/personal-data.ts'

export const personalData: PersonalData = {
  room: 'learning',
  tables: ['member_tier'],
  async tell(ctx, person) {
    const tiers = await ctx.db
      .selectFrom('member_tier as t')
      .innerJoin('member as m', (join) =>
        join.onRef('m.community_id', '=', 't.community_id').onRef('m.id', '=', 't.member_id'),
      )
      .select(['t.community_id', 't.tier', 't.attendances', 't.contributions', 't.consumptions', 't.computed_at'])
      .where('m.person_id', '=', person)
      .execute()
    return { tiers }
  },
  async forget(ctx, person) {
    const mine = ctx.db.selectFrom('member').select('id').where('person_id', '=', person)
    await ctx.db.deleteFrom('member_tier').where('member_id', 'in', mine).execute()
  },
}
