/** What launches hold about a person: that they launched. */
import type { PersonalData } from '../foundations/personal-data.ts'

export const personalData: PersonalData = {
  room: 'launch',
  tables: ['launch'],
  async tell(ctx, person) {
    const launches = await ctx.db
      .selectFrom('launch')
      .select(['community_id', 'design_id', 'version', 'at'])
      .where('by_person', '=', person)
      .execute()
    return { launches }
  },
  async forget(ctx, person) {
    await ctx.db.updateTable('launch').set({ by_person: null }).where('by_person', '=', person).execute()
  },
}
