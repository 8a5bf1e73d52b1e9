/** Sending a pre-brief to those who are to have read it before the event: by itself on its day, or by hand. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { takesPart } from '../../communities/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, oneOf, whole } from '../../foundations/input.ts'
import { tendPreBrief } from '../../permissions/pre-brief.ts'
import { verb } from '../../verb.ts'
import { mustBePlanned, type EventRow } from '../access.ts'
import { mayCome } from '../invitations/index.ts'
import { sits } from '../panel/index.ts'
import { briefToTend, type Brief } from '../brief.ts'
import { daysUntil } from '../brief-days.ts'

export const sendPreBrief = verb(
  'events.send-pre-brief',
  {
    input: z.object({
      id,
      /** How often it had been sent when this was decided: 0 for the first time. */
      edition: whole(0, 10_000),
      to: oneOf(['everybody', 'new']),
    }),
    does: 'Sends the pre-brief of an event, as a new edition to everybody who reads it, or as it is to those who have not got it yet.',
    who: tendPreBrief.says,
  },
  async (ctx, input) => {
    const { event, brief } = await briefToTend(ctx, input.id)
    mustBePlanned(event)
    if (!brief) throw new Conflict('brief.unwritten')
    if (event.starts_at.epochMilliseconds <= ctx.now.epochMilliseconds) throw new Conflict('events.has-begun')
    if (brief.edition !== input.edition) throw new Conflict('brief.sent-meanwhile')
    if (brief.edition === 0 || input.to === 'everybody') return send(ctx, event, brief)
    return { sent: await handOut(ctx, event, brief, brief.edition, 'new') }
  },
)

/** Sends what is due in the community at hand: a job of each day. Safe to repeat. Returns for how many events it went. */
export async function sendDuePreBriefs(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ id: string; zone: string; starts_at: Temporal.Instant; days_before: number }>`
    select e.id, e.zone, e.starts_at, b.days_before
      from pre_brief b join event e on e.community_id = b.community_id and e.id = b.event_id
     where b.community_id = ${communityOf(ctx).id} and b.goes_by_itself and b.edition = 0
       and e.state = 'planned' and e.starts_at > ${ctx.now}
     order by e.starts_at, e.id`.execute(ctx.db)
  let sent = 0
  for (const { id, zone, starts_at, days_before } of rows) {
    if (daysUntil(ctx.now, starts_at, zone) > days_before) continue
    await transaction(ctx, async (ctx) => {
      const found = await waiting(ctx, id)
      if (!found) return
      await send(ctx, found.event, found.brief)
      sent++
    })
  }
  return sent
}

/** The pre-brief of an event that is still to go, both rows locked. */
async function waiting(ctx: Ctx, id: string) {
  const { rows } = await sql<EventRow>`select e.* from event e
    where e.community_id = ${communityOf(ctx).id} and e.id = ${id} and e.state = 'planned' for no key update`.execute(
    ctx.db,
  )
  const brief = await ctx.db
    .selectFrom('pre_brief')
    .select(['circle_id', 'edition'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', id)
    .where('edition', '=', 0)
    .executeTakeFirst()
  return rows[0] && brief && { event: rows[0], brief }
}

type Going = Pick<Brief, 'circle_id' | 'edition'>

async function send(ctx: Ctx, event: EventRow, brief: Going): Promise<{ sent: number }> {
  const edition = brief.edition + 1
  await ctx.db
    .updateTable('pre_brief')
    .set({ edition, sent_at: ctx.now })
    .where('community_id', '=', event.community_id)
    .where('event_id', '=', event.id)
    .execute()
  return { sent: await handOut(ctx, event, brief, edition, 'everybody') }
}

/** Notes who gets it now, and that it went. Returns how many. */
async function handOut(
  ctx: Ctx,
  event: EventRow,
  brief: Going,
  edition: number,
  to: 'everybody' | 'new',
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into pre_brief_reader as r (community_id, event_id, member_id, edition, sent_at)
    select m.community_id, ${event.id}, m.id, ${edition}, ${ctx.now} from member m
     where m.community_id = ${event.community_id} and ${mayCome(event)} and ${reads(event, brief)}
    on conflict (community_id, event_id, member_id) do update
       set edition = excluded.edition, sent_at = excluded.sent_at, reminded_at = null
     where ${to} = 'everybody' or r.edition = 0`.execute(ctx.db)
  const sent = Number(numAffectedRows ?? 0)
  if (sent > 0 || to === 'everybody') await record(ctx, 'brief.sent', { subject: event.id, payload: { edition, sent } })
  return sent
}

/** The condition on `member m`: takes part, and is on the panel of the event or of the circle that reads its pre-brief. */
export function reads(event: Pick<EventRow, 'id'>, brief: Pick<Brief, 'circle_id'>): RawBuilder<boolean> {
  return sql<boolean>`m.state = any(${takesPart}) and (
    ${sits(sql`m.community_id`, sql`${event.id}`, sql`m.id`)}
    or exists (select from circle_place bp
       where bp.community_id = m.community_id and bp.circle_id = ${brief.circle_id}::uuid and bp.member_id = m.id))`
}
