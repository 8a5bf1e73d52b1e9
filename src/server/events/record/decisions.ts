/** What was decided at an event: entered in it or after it, withdrawn with a reason, never lost. */
import { sql } from 'kysely'
import { z } from 'zod'
import { personOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, line, lines, optional } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { here, mustBe, mustHaveOpened, recordToWrite, type RecordedEvent } from './access.ts'

/** What people type of a decision. */
export const decision = { text: lines(2000).pipe(z.string().min(1, 'field.empty')), by_whom: optional(line(200)) }

export const recordDecision = verb(
  'events.record-decision',
  {
    input: z.object({ id, ...decision }),
    does: 'Writes down what was decided at an event, and by whom.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordToWrite(ctx, input.id)
    allow(ctx, holdEvent, event)
    return { decision: await addDecision(ctx, event, input) }
  },
)

export const withdrawDecision = verb(
  'events.withdraw-decision',
  {
    /** `id` is the decision's. */
    input: z.object({ id, reason: line(500) }),
    does: 'Withdraws a decision, with a reason: it was wrong, or has been overtaken. It stays in the list, struck out.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const found = mustBe(
      await ctx.db
        .selectFrom('decision')
        .select(['event_id'])
        .where('community_id', '=', here(ctx))
        .where('id', '=', input.id)
        .executeTakeFirst(),
    )
    const event = await recordToWrite(ctx, found.event_id)
    allow(ctx, holdEvent, event)
    const done = await ctx.db
      .updateTable('decision')
      .set({ withdrawn_at: ctx.now, withdrawn_reason: input.reason })
      .where('community_id', '=', here(ctx))
      .where('id', '=', input.id)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) throw new Conflict('record.withdrawn')
    await record(ctx, 'decision.withdrawn', { subject: event.id, payload: { decision: input.id } })
    return { event: event.id }
  },
)

/** Adds a decision to an event that the actor holds. */
export async function addDecision(
  ctx: Ctx,
  event: RecordedEvent,
  typed: { text: string; by_whom?: string | undefined },
): Promise<string> {
  mustHaveOpened(ctx, event)
  const decision = newId(ctx.now)
  await ctx.db
    .insertInto('decision')
    .values({
      community_id: here(ctx),
      event_id: event.id,
      id: decision,
      text: typed.text,
      by_whom: typed.by_whom ?? null,
      at: ctx.now,
      added_by: personOf(ctx).id,
    })
    .execute()
  await record(ctx, 'decision.made', { subject: event.id, payload: { decision } })
  return decision
}

export interface Decision {
  id: string
  text: string
  by_whom: string | null
  at: Temporal.Instant
  withdrawn_reason: string | null
}

/** The decisions of an event, in the order in which they were taken. */
export async function decisionsOf(ctx: Ctx, event: string): Promise<Decision[]> {
  const { rows } = await sql<Decision>`select id, text, by_whom, at, withdrawn_reason from decision
    where community_id = ${here(ctx)} and event_id = ${event} order by id`.execute(ctx.db)
  return rows
}
