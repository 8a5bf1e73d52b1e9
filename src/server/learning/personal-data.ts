/** What learning holds about a person: the ring that was computed for them, which only they may see. */
import { membershipsOf, type PersonalData } from '../foundations/personal-data.ts'

export const personalData: PersonalData = {
  room: 'learning',
  tables: ['member_tier'],
  async tell(ctx, person) {
    const tiers = await ctx.db
      .selectFrom('member_tier as t')
      .select(['t.community_id', 't.tier', 't.attendances', 't.contributions', 't.consumptions', 't.computed_at'])
      .where('t.member_id', 'in', membershipsOf(ctx, person))
      .execute()
    return { tiers }
  },
  async forget(ctx, person) {
    const mine = membershipsOf(ctx, person)
    await ctx.db.deleteFrom('member_tier').where('member_id', 'in', mine).execute()
  },
}
