/** The pulse of an event as it is kept: opened once, and closed some days after. */
import { sql, type Selectable } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import type { Pulse } from '../../database.gen.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import type { EventRow } from '../access.ts'
import type { FormatData } from '../formats.ts'
import { questionsFor } from './questions.ts'

export type PulseRow = Selectable<Pulse>

/** Hours for which it can be answered after the event, or after the letters went out (content/surveys.json). */
const openFor = { hours: 72 }

/** The pulse of an event; `null` before it was asked. With `change` its row is locked until the transaction ends. */
export async function pulseOf(ctx: Ctx, event: string, lock?: 'change'): Promise<PulseRow | null> {
  const row = await ctx.db
    .selectFrom('pulse')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .$if(lock === 'change', (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  return row ?? null
}

/** Whether it can still be answered. */
export function isOpen(ctx: Ctx, pulse: PulseRow | null): pulse is PulseRow {
  return pulse !== null && pulse.closed_at === null && pulse.closes_at.epochMilliseconds > ctx.now.epochMilliseconds
}

/** The questions that an event asks or would ask; none where its format asks nothing. */
export async function questionsOf(ctx: Ctx, event: EventRow): Promise<string[]> {
  const asked = await pulseOf(ctx, event.id)
  if (asked) return asked.questions
  const { rows } = await sql<{ data: FormatData; before: number }>`
    select f.data, (select count(*)::int from pulse p join event e on e.community_id = p.community_id and e.id = p.event_id
             where e.community_id = f.community_id and e.format_key = f.key) as before
      from event_format f where f.community_id = ${event.community_id} and f.key = ${event.format_key}`.execute(ctx.db)
  return questionsFor(rows[0]!.data.evaluation_questions ?? [], rows[0]!.before)
}

/**
 * Lets the pulse of an event be answered from now until three days after its end; one that is open is left as it is. Asks no
 * permission. Throws Conflict `pulse.no-questions` where the format asks nothing, `pulse.closed` once it was closed.
 */
export async function openPulse(ctx: Ctx, event: EventRow): Promise<PulseRow> {
  const questions = await questionsOf(ctx, event)
  if (questions.length === 0) throw new Conflict('pulse.no-questions')
  const from = Temporal.Instant.compare(event.ends_at, ctx.now) > 0 ? event.ends_at : ctx.now
  const opened = await ctx.db
    .insertInto('pulse')
    .values({
      community_id: event.community_id,
      event_id: event.id,
      questions,
      opened_at: ctx.now,
      closes_at: from.add(openFor),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (opened) {
    await record(ctx, 'pulse.opened', { subject: event.id, payload: { format: event.format_key, questions } })
    return opened
  }
  const there = await pulseOf(ctx, event.id, 'change')
  if (!isOpen(ctx, there)) throw new Conflict('pulse.closed')
  return there
}

/** Notes that those who were there are written to, and leaves them three days from now. */
export async function openToLetters(ctx: Ctx, event: EventRow): Promise<void> {
  await sql`update pulse set asked_at = ${ctx.now}, closes_at = greatest(closes_at, ${ctx.now.add(openFor)})
    where community_id = ${event.community_id} and event_id = ${event.id}`.execute(ctx.db)
}
