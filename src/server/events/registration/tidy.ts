/** What registration forgets by itself, each night. */
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'

/** Days in which a guest may confirm. */
const unconfirmedDays = 7

/** Takes out guests who never confirmed, and replies that the event said it would keep only so long. */
export async function tidyRegistration(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('guest')
    .where('answer', '=', 'asked')
    .where('at', '<', ctx.now.subtract({ hours: 24 * unconfirmedDays }))
    .execute()
  for (const table of ['rsvp', 'guest'] as const) {
    await sql`update ${sql.table(table)} r set replies = '{}' from event e
      where e.community_id = r.community_id and e.id = r.event_id and e.replies_kept_days is not null
        and e.ends_at + e.replies_kept_days * interval '1 day' <= ${ctx.now} and r.replies <> '{}'`.execute(ctx.db)
  }
}
