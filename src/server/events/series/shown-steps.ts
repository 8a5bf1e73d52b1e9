/** The steps of a plan as a page shows them, and how many people would be told. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import type { Step } from './change-plan.ts'
import type { Overlap } from '../overlaps.ts'

export interface ShownStep {
  does: Step['does']
  /** None for an event that would be made. */
  id: string | null
  title: string | null
  starts_at: string
  ends_at: string
  zone: string | null
  /** When it is now, where that would change. */
  was: string | null
  /** What would be otherwise: `when`, `title`, `place_link`, … */
  fields: string[]
  overlaps: Overlap[]
}

/** In order of time, without those that nothing would change; and the number of people who come to what would change, or were asked. */
export async function shownSteps(
  ctx: Ctx,
  steps: readonly Step[],
  overlaps: ReadonlyMap<Step, Overlap[]> = new Map(),
): Promise<{ steps: ShownStep[]; told: number }> {
  const telling = steps.filter((step) => step.does === 'cancel' || (step.does === 'change' && step.fields.length > 0))
  const ids = telling.flatMap((step) => (step.does === 'create' ? [] : [step.event.id]))
  return {
    steps: steps
      .filter((step) => step.does !== 'change' || step.fields.length > 0)
      .map((step) => {
        const event = step.does === 'create' ? null : step.event
        const fields = step.does === 'change' ? step.fields : []
        return {
          does: step.does,
          id: event?.id ?? null,
          title: event?.title ?? null,
          starts_at: step.span.starts_at.toString(),
          ends_at: step.span.ends_at.toString(),
          zone: event?.zone ?? null,
          was: fields.includes('when') ? event!.starts_at.toString() : null,
          fields,
          overlaps: overlaps.get(step) ?? [],
        }
      }),
    told: await concerned(ctx, ids),
  }
}

async function concerned(ctx: Ctx, events: readonly string[]): Promise<number> {
  if (events.length === 0) return 0
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select r.member_id::text as who from rsvp r
       where r.community_id = ${communityOf(ctx).id} and r.event_id = any(${events as string[]}::uuid[]) and r.answer <> 'no'
      union
      select i.member_id::text from event_invite i
       where i.community_id = ${communityOf(ctx).id} and i.event_id = any(${events as string[]}::uuid[]) and i.member_id is not null
         and i.invited_at is not null
         and not exists (select from rsvp r where r.community_id = i.community_id and r.event_id = i.event_id and r.member_id = i.member_id)
      union
      select lower(g.email) from guest g
       where g.community_id = ${communityOf(ctx).id} and g.event_id = any(${events as string[]}::uuid[])
         and g.erased_at is null and g.answer not in ('no', 'asked')) as people`.execute(ctx.db)
  return rows[0]!.n
}
