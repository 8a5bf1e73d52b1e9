/** What the pulse holds about a person: that they were asked, or answered. What they answered nobody can find, nor erase. */
import type { PersonalData } from '../../foundations/personal-data.ts'

export const pulseData: PersonalData = {
  room: 'pulse',
  tables: ['pulse_person'],

  async tell(ctx, person) {
    const pulses = await ctx.db
      .selectFrom('pulse_person as pp')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'pp.community_id').onRef('e.id', '=', 'pp.event_id'),
      )
      .innerJoin('member as m', (join) =>
        join.onRef('m.community_id', '=', 'pp.community_id').onRef('m.id', '=', 'pp.member_id'),
      )
      .select(['e.title', 'e.starts_at', 'pp.mailed_at', 'pp.has_answered'])
      .where('m.person_id', '=', person)
      .orderBy('e.starts_at')
      .execute()
    return { pulses }
  },

  async forget(ctx, person) {
    await ctx.db
      .deleteFrom('pulse_person')
      .where('member_id', 'in', ctx.db.selectFrom('member').select('id').where('person_id', '=', person))
      .execute()
  },
}
