/** What stewardship holds about a person: what they ticked on the launch checklist. */
import type { PersonalData } from '../foundations/personal-data.ts'

export const personalData: PersonalData = {
  room: 'stewardship',
  tables: ['checklist_item'],
  async tell(ctx, person) {
    const ticked = await ctx.db
      .selectFrom('checklist_item')
      .select(['community_id', 'text', 'done_at'])
      .where('done_by', '=', person)
      .execute()
    return { ticked }
  },
  async forget(ctx, person) {
    await ctx.db.updateTable('checklist_item').set({ done_by: null }).where('done_by', '=', person).execute()
  },
}
