/** The pre-brief as it is read, and who has seen it. */
import { sql } from 'kysely'
import { z } from 'zod'
import { memberOf, transaction, type Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { htmlOf } from '../../foundations/text/markdown.ts'
import { isMember, can } from '../../permissions/index.ts'
import { readPreBrief, tendPreBrief } from '../../permissions/pre-brief.ts'
import { query } from '../../verb.ts'
import { panelOf, sits } from '../panel/index.ts'
import { positionsFor } from '../positions/index.ts'
import { eventMaterials } from '../record/index.ts'
import { briefFor, isQuiet, type Briefed } from '../brief.ts'
import { reads } from './send.ts'

export const preBrief = query(
  'events.pre-brief',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'What the panel and the hub read before an event: text, questions to think about, materials, the panel. For whoever tends it also who has seen it.',
    who: readPreBrief.says,
  },
  async (ctx, input) => shown(ctx, await briefFor(ctx, input.id)),
)

/** The same for a page that a member opens: they have seen it now. */
export async function openPreBrief(ctx: Ctx, input: { id: string }) {
  const found = await briefFor(ctx, input.id)
  if (isMember(ctx) && found.brief.edition > 0) await transaction(ctx, (ctx) => noteSeen(ctx, found))
  return shown(ctx, found)
}

/** Notes that the member at hand has seen the edition in force; once, whoever says it again. */
export async function noteSeen(ctx: Ctx, { event, brief }: Briefed): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into pre_brief_reader as r (community_id, event_id, member_id, seen_edition, seen_at)
    values (${event.community_id}, ${event.id}, ${memberOf(ctx).id}, ${brief.edition}, ${ctx.now})
    on conflict (community_id, event_id, member_id) do update
       set seen_edition = excluded.seen_edition, seen_at = excluded.seen_at
     where r.seen_edition is null or r.seen_edition < excluded.seen_edition`.execute(ctx.db)
  if (Number(numAffectedRows) > 0)
    await record(ctx, 'brief.seen', { subject: event.id, payload: { edition: brief.edition } })
}

async function shown(ctx: Ctx, { event, brief }: Briefed) {
  const tends = can(ctx, tendPreBrief, event)
  const ahead = event.state === 'planned' && event.starts_at.epochMilliseconds > ctx.now.epochMilliseconds
  const readers = tends ? await readersOf(ctx, { event, brief }) : null
  return {
    event: {
      id: event.id,
      title: event.title,
      starts_at: event.starts_at.toString(),
      ends_at: event.ends_at.toString(),
      zone: event.zone,
      state: event.state as 'planned' | 'held' | 'cancelled',
      confidence: event.confidence as 'open' | 'learned-leaves' | 'nothing-leaves',
    },
    html: htmlOf(brief.text),
    questions: brief.questions,
    circle: brief.circle,
    quiet: isQuiet(event, brief),
    edition: brief.edition,
    sent_at: brief.sent_at?.toString() ?? null,
    /** Changed since it was sent: those who have it have an older one. */
    changed: brief.sent_at !== null && Temporal.Instant.compare(brief.changed_at, brief.sent_at) > 0,
    goes_on: brief.goes_by_itself && brief.edition === 0 ? goesOn(event, brief.days_before) : null,
    panel: await panelOf(ctx, event),
    materials: await eventMaterials(ctx, { id: event.id }),
    positions: await positionsFor(ctx, event),
    readers,
    may: { tend: tends, send: tends && ahead, write: tends && event.state === 'planned' },
  }
}

/** `YYYY-MM-DD` by the clock of the event. */
function goesOn(event: Briefed['event'], days: number): string {
  return event.starts_at.toZonedDateTimeISO(event.zone).toPlainDate().subtract({ days }).toString()
}

export interface BriefReader {
  id: string
  name: string
  organisation: string | null
  on_panel: boolean
  /** Whether they have got it; those who came later have not. */
  has_it: boolean
  /** They have seen what is in force, an earlier edition, or nothing. */
  seen: 'seen' | 'earlier' | 'not-seen'
  seen_at: string | null
  reminded: boolean
  /** They do not want such mail: they find it on its page only. */
  no_mail: boolean
}

/** Everybody who is to read it, those who have not first. */
async function readersOf(ctx: Ctx, { event, brief }: Briefed): Promise<BriefReader[]> {
  const { rows } = await sql<Omit<BriefReader, 'seen_at'> & { seen_at: Temporal.Instant | null }>`
    select m.id, m.name, m.organisation,
           ${sits(sql`m.community_id`, sql`${event.id}`, sql`m.id`)} as on_panel,
           coalesce(r.edition > 0, false) as has_it,
           case when r.seen_edition = ${brief.edition} then 'seen' when r.seen_edition is null then 'not-seen' else 'earlier' end as seen,
           r.seen_at, r.reminded_at is not null as reminded,
           exists (select from mail_stop s
             where s.community_id = m.community_id and s.member_id = m.id and s.kind = 'briefs') as no_mail
      from member m
      left join pre_brief_reader r on r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id
     where m.community_id = ${event.community_id} and ${reads(event, brief)}
     order by r.seen_edition is not distinct from ${brief.edition}, m.name, m.id
     limit 500`.execute(ctx.db)
  return rows.map((row) => ({ ...row, seen_at: row.seen_at?.toString() ?? null }))
}
