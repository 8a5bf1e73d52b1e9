/** What mail about events holds of a person: what they were asked and reminded of, and what they do not want. */
import type { Ctx } from '../ctx.ts'
import type { PersonalData } from '../foundations/personal-data.ts'

const tables = ['event_invite', 'event_reminder', 'mail_stop'] as const

export const mailData: PersonalData = { room: 'events', tables, tell, forget }

async function tell(ctx: Ctx, person: string): Promise<Record<string, unknown>> {
  const mine = membershipsOf(ctx, person)
  const invitations = await ctx.db
    .selectFrom('event_invite as i')
    .innerJoin('event as e', (join) =>
      join.onRef('e.community_id', '=', 'i.community_id').onRef('e.id', '=', 'i.event_id'),
    )
    .select(['e.title', 'e.starts_at', 'i.email', 'i.invited_at', 'i.answered_stamp'])
    .where('i.member_id', 'in', mine)
    .orderBy('e.starts_at')
    .execute()
  const reminders = await ctx.db
    .selectFrom('event_reminder as r')
    .innerJoin('event as e', (join) =>
      join.onRef('e.community_id', '=', 'r.community_id').onRef('e.id', '=', 'r.event_id'),
    )
    .select(['e.title', 'r.kind', 'r.at'])
    .where('r.member_id', 'in', mine)
    .orderBy('r.at')
    .execute()
  const stopped = await ctx.db
    .selectFrom('mail_stop')
    .select(['community_id', 'kind', 'at'])
    .where('member_id', 'in', mine)
    .execute()
  return { invitations, reminders, stopped }
}

async function forget(ctx: Ctx, person: string): Promise<void> {
  for (const table of tables)
    await ctx.db.deleteFrom(table).where('member_id', 'in', membershipsOf(ctx, person)).execute()
  await ctx.db.updateTable('event_invite').set({ invited_by: null }).where('invited_by', '=', person).execute()
}

function membershipsOf(ctx: Ctx, person: string) {
  return ctx.db.selectFrom('member').select('id').where('person_id', '=', person)
}
