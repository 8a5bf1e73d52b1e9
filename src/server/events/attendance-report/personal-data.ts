/** What attendance reports leave about a person: when they were there, who took a report in, what was decided about a name. */
import type { Ctx } from '../../ctx.ts'
import { membershipsOf, type PersonalData } from '../../foundations/personal-data.ts'

export const reportsData: PersonalData = {
  room: 'events',
  tables: ['attendance_report', 'attendance_presence', 'attendance_decision', 'guest_attendance'],
  tell,
  forget,
}

async function tell(ctx: Ctx, person: string): Promise<Record<string, unknown>> {
  const presence = await ctx.db
    .selectFrom('attendance_presence as a')
    .innerJoin('event as e', (join) =>
      join.onRef('e.community_id', '=', 'a.community_id').onRef('e.id', '=', 'a.event_id'),
    )
    .select(['e.title', 'a.spans', 'a.loose'])
    .where('a.member_id', 'in', membershipsOf(ctx, person))
    .execute()
  const imported = await ctx.db
    .selectFrom('attendance_report')
    .select(['product', 'at'])
    .where('imported_by', '=', person)
    .execute()
  const recognised = await ctx.db
    .selectFrom('attendance_decision as d')
    .select('d.at')
    .where('d.member_id', 'in', membershipsOf(ctx, person))
    .execute()
  return { presence, imported, recognised }
}

/** How long they were there stays with the attendance; the moments, and under which names they came, go. */
async function forget(ctx: Ctx, person: string): Promise<void> {
  const mine = membershipsOf(ctx, person)
  await ctx.db.deleteFrom('attendance_presence').where('member_id', 'in', mine).execute()
  await ctx.db.deleteFrom('attendance_decision').where('member_id', 'in', mine).execute()
  await ctx.db.updateTable('guest_attendance').set({ marked_by: null }).where('marked_by', '=', person).execute()
  await ctx.db.updateTable('attendance_report').set({ imported_by: null }).where('imported_by', '=', person).execute()
}
