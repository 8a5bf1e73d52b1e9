/** What the work in live rooms holds about a person: what they asked by name, what they noted, whom questions were for. */
import type { Ctx } from '../../ctx.ts'
import { membershipsOf, type PersonalData } from '../../foundations/personal-data.ts'

export const roomWorkData: PersonalData = {
  room: 'live',
  tables: ['question', 'note'],

  async tell(ctx, person) {
    const asked = await ctx.db
      .selectFrom('question as q')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'q.community_id').onRef('e.id', '=', 'q.event_id'),
      )
      .select(['e.title', 'q.text', 'q.at', 'q.state'])
      .where('q.participant_id', 'in', participations(ctx, person))
      .orderBy('q.id')
      .execute()
    const noted = await ctx.db
      .selectFrom('note as n')
      .innerJoin('event as e', (join) =>
        join.onRef('e.community_id', '=', 'n.community_id').onRef('e.id', '=', 'n.event_id'),
      )
      .select(['e.title', 'n.section', 'n.text', 'n.at', 'n.taken_out_at'])
      .where('n.member_id', 'in', memberships(ctx, person))
      .orderBy('n.id')
      .execute()
    return { asked, noted }
  },

  /** What was said stays with the meeting; that it was they who said it goes. */
  async forget(ctx, person) {
    await ctx.db
      .updateTable('question')
      .set({ participant_id: null })
      .where('participant_id', 'in', participations(ctx, person))
      .execute()
    await ctx.db
      .updateTable('question')
      .set({ to_member_id: null })
      .where('to_member_id', 'in', memberships(ctx, person))
      .execute()
    await ctx.db
      .updateTable('note')
      .set({ member_id: null })
      .where('member_id', 'in', memberships(ctx, person))
      .execute()
  },
}

function memberships(ctx: Ctx, person: string) {
  return membershipsOf(ctx, person)
}

function participations(ctx: Ctx, person: string) {
  return ctx.db.selectFrom('live_participant').select('id').where('member_id', 'in', memberships(ctx, person))
}
