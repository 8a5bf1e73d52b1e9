/**
 * The after-action review (domain/04: what was intended, what happened, why, what next): private to those who hold the event,
 * and read again when the next one of its kind is planned.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { personOf, type Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { id, lines, optional } from '../../foundations/input.ts'
import { allow, can } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { query, verb } from '../../verb.ts'
import type { EventRow } from '../access.ts'
import { problem } from '../input.ts'
import { here, mustHaveOpened, recordedEvent, recordToWrite } from './access.ts'

const answer = optional(lines(5000))

export const keepReview = verb(
  'events.keep-review',
  {
    input: z.object({ id, intended: answer, happened: answer, why: answer, next: answer }),
    does: 'Keeps the four answers of the after-action review of an event; one review per event, the newest words stand.',
    who: holdEvent.says,
  },
  async (ctx, { id: event_id, ...answers }) => {
    const event = await recordToWrite(ctx, event_id)
    allow(ctx, holdEvent, event)
    mustHaveOpened(ctx, event)
    if (Object.values(answers).every((each) => each === undefined)) throw problem('next', 'record.nothing-typed')
    const { intended = null, happened = null, why = null, next = null } = answers
    const kept = { intended, happened, why, next, at: ctx.now, by_person: personOf(ctx).id }
    await ctx.db
      .insertInto('event_review')
      .values({ community_id: here(ctx), event_id: event.id, ...kept })
      .onConflict((conflict) => conflict.columns(['community_id', 'event_id']).doUpdateSet(kept))
      .execute()
    await record(ctx, 'review.kept', { subject: event.id })
    return { event: event.id }
  },
)

export const eventReview = query(
  'events.review',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'The after-action review of an event, and what was noted at the last one of its kind.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordedEvent(ctx, input.id)
    allow(ctx, holdEvent, event)
    return { own: await reviewOf(ctx, event), last: await lastNote(ctx, event) }
  },
)

/** The answers of one event, for whoever holds it; `null` where nobody has looked back yet. */
export async function reviewOf(ctx: Ctx, event: Pick<EventRow, 'id'>) {
  const own = await ctx.db
    .selectFrom('event_review')
    .select(['intended', 'happened', 'why', 'next'])
    .where('community_id', '=', here(ctx))
    .where('event_id', '=', event.id)
    .executeTakeFirst()
  return own ?? null
}

export interface LastNote {
  event: { id: string; title: string; held_on: string }
  next: string
}

/** What those who hold events noted for the next time at the last one of the series, or else of the format. */
export async function lastNote(
  ctx: Ctx,
  event: Pick<
    EventRow,
    'community_id' | 'id' | 'series_id' | 'format_key' | 'starts_at' | 'circle_id' | 'is_public' | 'facilitator_id'
  >,
): Promise<LastNote | null> {
  if (!can(ctx, holdEvent, event)) return null
  const { rows } = await sql<{
    id: string
    title: string
    held_on: string
    next: string
    circle_id: string | null
    is_public: boolean
    facilitator_id: string | null
  }>`
    select e.id, e.title, e.wall_start::date as held_on, v.next, e.circle_id, e.is_public, e.facilitator_id
      from event_review v join event e on e.community_id = v.community_id and e.id = v.event_id
     where v.community_id = ${event.community_id} and v.next is not null and e.starts_at < ${event.starts_at} and e.id <> ${event.id}
       and (e.series_id = ${event.series_id}::uuid or e.format_key = ${event.format_key})
     order by (e.series_id = ${event.series_id}::uuid) desc nulls last, e.starts_at desc
     limit 10`.execute(ctx.db)
  const found = rows.find((row) => can(ctx, holdEvent, row))
  return found ? { event: { id: found.id, title: found.title, held_on: found.held_on }, next: found.next } : null
}
