/** The only ways to load a pre-brief. */
import { sql } from 'kysely'
import { type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { allow, can } from '../permissions/index.ts'
import { readPreBrief, tendPreBrief, type PreBriefAccess } from '../permissions/pre-brief.ts'
import { eventFor, eventToChange, type EventRow } from './access.ts'
import { onPanel } from './panel/index.ts'

export interface Brief {
  text: string
  questions: string[]
  circle_id: string | null
  circle: string | null
  is_quiet: boolean
  days_before: number
  goes_by_itself: boolean
  edition: number
  sent_at: Temporal.Instant | null
  changed_at: Temporal.Instant
}

export interface Briefed {
  event: EventRow & PreBriefAccess
  brief: Brief
}

/** The pre-brief of an event, for whoever reads it. Throws NotFound `brief.brief` where there is none, or none for them. */
export async function briefFor(ctx: Ctx, id: string): Promise<Briefed> {
  const event = await eventFor(ctx, id)
  const brief = await briefOf(ctx, event)
  if (!brief) throw new NotFound('brief.brief')
  const access = accessOf(event, brief)
  if (!can(ctx, readPreBrief, access)) throw new NotFound('brief.brief')
  return { event: access, brief }
}

/** What decides who reads the pre-brief of an event that was loaded, and who is asked for positions; `null` where there is none. */
export async function briefAccess(ctx: Ctx, event: EventRow): Promise<Briefed['event'] | null> {
  const brief = await briefOf(ctx, event)
  return brief ? accessOf(event, brief) : null
}

/** The event of a pre-brief with its row locked, and the pre-brief if there is one, for whoever tends it. */
export async function briefToTend(ctx: Ctx, id: string): Promise<{ event: EventRow; brief: Brief | undefined }> {
  const event = await eventToChange(ctx, id)
  allow(ctx, tendPreBrief, event)
  return { event, brief: await briefOf(ctx, event) }
}

/** Read aloud or not: out of a room that nothing leaves nothing is mailed, whatever else is set. */
export function isQuiet(event: Pick<EventRow, 'confidence'>, brief: Pick<Brief, 'is_quiet'>): boolean {
  return brief.is_quiet || event.confidence === 'nothing-leaves'
}

function accessOf(event: EventRow, { circle_id, edition, on_panel }: Brief & { on_panel: boolean }): Briefed['event'] {
  return { ...event, brief_circle_id: circle_id, is_sent: edition > 0, on_panel }
}

async function briefOf(ctx: Ctx, event: EventRow): Promise<(Brief & { on_panel: boolean }) | undefined> {
  const { rows } = await sql<Brief & { on_panel: boolean }>`
    select b.text, b.questions, b.circle_id, c.name as circle, b.is_quiet, b.days_before, b.goes_by_itself, b.edition,
           b.sent_at, b.changed_at, ${onPanel(sql`${ctx.member?.id ?? null}::uuid`)} as on_panel
      from pre_brief b
      join event e on e.community_id = b.community_id and e.id = b.event_id
      left join circle c on c.community_id = b.community_id and c.id = b.circle_id
     where b.community_id = ${event.community_id} and b.event_id = ${event.id}`.execute(ctx.db)
  return rows[0]
}
