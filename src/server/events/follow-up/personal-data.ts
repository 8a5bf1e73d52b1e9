/** What follow-ups hold about a person: what they were asked, and what they told. */
import { membershipsOf, type PersonalData } from '../../foundations/personal-data.ts'

export const followUpData: PersonalData = {
  room: 'follow-up',
  tables: ['follow_up', 'loop_back', 'follow_up_off'],

  async tell(ctx, person) {
    const mine = membershipsOf(ctx, person)
    const followUps = await ctx.db
      .selectFrom('follow_up as u')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'u.community_id').onRef('e.id', '=', 'u.event_id'),
      )
      .select(['e.title', 'u.days', 'u.mailed_at'])
      .where('u.member_id', 'in', mine)
      .orderBy('u.mailed_at')
      .execute()
    const loopBacks = await ctx.db
      .selectFrom('loop_back as l')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'l.community_id').onRef('e.id', '=', 'l.event_id'),
      )
      .select([
        'e.title',
        'l.days',
        'l.used',
        'l.what',
        'l.barriers',
        'l.may_talk',
        'l.hours',
        'l.confidence',
        'l.share',
        'l.quote',
        'l.shown_at',
        'l.told_at',
      ])
      .where('l.member_id', 'in', mine)
      .orderBy('l.told_at')
      .execute()
    return { followUps, loopBacks }
  },

  /** What they wrote goes, with every leave to quote it; that somebody used something stays counted. */
  async forget(ctx, person) {
    const mine = membershipsOf(ctx, person)
    await ctx.db
      .updateTable('loop_back')
      .set({ member_id: null, what: null, may_talk: false, quote: 'no', shown_at: null, shown_by: null })
      .where('member_id', 'in', mine)
      .execute()
    await ctx.db.updateTable('loop_back').set({ shown_by: null }).where('shown_by', '=', person).execute()
    await ctx.db.updateTable('follow_up_off').set({ by_person: null }).where('by_person', '=', person).execute()
    await ctx.db.deleteFrom('follow_up').where('member_id', 'in', mine).execute()
  },
}
