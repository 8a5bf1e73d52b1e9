/** What the pulse holds about a person: that they were asked, or answered. What they answered nobody can find, nor erase. */
import { membershipsOf, type PersonalData } from '../../foundations/personal-data.ts'

export const pulseData: PersonalData = {
  room: 'pulse',
  tables: ['pulse_person'],

  async tell(ctx, person) {
    const pulses = await ctx.db
      .selectFrom('pulse_person as pp')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'pp.community_id').onRef('e.id', '=', 'pp.event_id'),
      )
      .select(['e.title', 'e.starts_at', 'pp.mailed_at', 'pp.has_answered'])
      .where('pp.member_id', 'in', membershipsOf(ctx, person))
      .orderBy('e.starts_at')
      .execute()
    return { pulses }
  },

  async forget(ctx, person) {
    await ctx.db.deleteFrom('pulse_person').where('member_id', 'in', membershipsOf(ctx, person)).execute()
  },
}
