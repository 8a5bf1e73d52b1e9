import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf } from '../ctx.ts'
import { allow } from '../permissions/index.ts'
import { steward } from '../permissions/communities.ts'
import { query } from '../verb.ts'

export interface Waiting {
  requests: number
  invitations: number
  openRoles: number
  checklist: number
  late: number
  held: number
  failed: number
  /** Past events that nobody has closed. */
  toClose: number
  /** Events held at least two days ago, within two months, whose record nobody has published. */
  records: number
  actionsLate: number
}

export const waiting = query(
  'stewardship.waiting',
  { input: z.object({}), does: 'How much waits for the stewards, by kind.', who: steward.says },
  async (ctx): Promise<Waiting> => {
    allow(ctx, steward, undefined)
    const community = communityOf(ctx).id
    const now = ctx.now.toString()
    const today = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate().toString()
    const { rows } = await sql<Record<keyof Waiting, number>>`
      select (select count(*) from join_request where community_id = ${community} and state = 'asked') as requests,
             (select count(*) from invitation where community_id = ${community} and accepted_at is null and revoked_at is null) as invitations,
             (select count(*) from role_term where community_id = ${community} and holder_id is null and ends_on >= ${today}::date) as "openRoles",
             (select count(*) from checklist_item where community_id = ${community} and done_at is null) as checklist,
             (select count(*) from checklist_item where community_id = ${community} and done_at is null and due_on < ${today}::date) as late,
             (select count(*) from mail where community_id = ${community} and state = 'held') as held,
             (select count(*) from mail where community_id = ${community} and state = 'failed') as failed,
             (select count(*) from event where community_id = ${community} and state = 'planned' and is_live and ends_at < ${now}::timestamptz) as "toClose",
             (select count(*) from event e where e.community_id = ${community} and e.state = 'held' and e.is_live
                 and e.ends_at between ${now}::timestamptz - interval '60 days' and ${now}::timestamptz - interval '2 days'
                 and not exists (select from record_version v where v.community_id = e.community_id and v.event_id = e.id)) as records,
             (select count(*) from action where community_id = ${community} and state = 'open' and due_on < ${today}::date) as "actionsLate"`.execute(
      ctx.db,
    )
    return Object.fromEntries(
      Object.entries(rows[0]!).map(([key, count]) => [key, Number(count)]),
    ) as unknown as Waiting
  },
)
