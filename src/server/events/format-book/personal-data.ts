/** Who changed which format of events: told to them, and forgotten with them. */
import type { PersonalData } from '../../foundations/personal-data.ts'

export const formatsData: PersonalData = {
  room: 'events',
  tables: ['event_format', 'event_format_version'],
  tell: async (ctx, person) => ({
    formats: await ctx.db
      .selectFrom('event_format')
      .select(['name', 'changed_at'])
      .where('changed_by', '=', person)
      .unionAll(
        ctx.db.selectFrom('event_format_version').select(['name', 'changed_at']).where('changed_by', '=', person),
      )
      .execute(),
  }),
  forget: async (ctx, person) => {
    await ctx.db.updateTable('event_format').set({ changed_by: null }).where('changed_by', '=', person).execute()
    await ctx.db
      .updateTable('event_format_version')
      .set({ changed_by: null })
      .where('changed_by', '=', person)
      .execute()
  },
}
