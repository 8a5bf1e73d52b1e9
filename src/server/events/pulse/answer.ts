/**
 * Answering the pulse, once, and what is kept of it: that somebody has answered in one row, what was said in another, with
 * nothing in either that leads to the other. What the database itself remembers of both having been written at once is
 * gone when the pulse is closed (`close.ts`).
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { newId } from '../../foundations/id.ts'
import { isOpen, pulseOf } from './pulse.ts'
import { answersFrom } from './questions.ts'

/** Fewer answers than this are never shown apart (content/surveys.json, rules: minimum group size). */
export const fewest = 5

/** What is answered, by the question's id: what a form sends as `said.useful`. */
export const saidInput = {
  said: z.record(
    z.string().max(60),
    z.union([z.string().max(20_000), z.number(), z.object({ before: z.unknown(), now: z.unknown() }).partial()]),
  ),
}

/** Somebody who answers: one of the three. */
export interface Answerer {
  member_id?: string
  guest_id?: string
  participant_id?: string
}

/**
 * Keeps an answer of somebody who may give one. That there is one of each is the database's to hold.
 * Throws Conflict `pulse.closed` and `pulse.answered`, Invalid at the question that was not answered.
 */
export async function keepAnswer(
  ctx: Ctx,
  event: string,
  who: Answerer,
  typed: Readonly<Record<string, unknown>>,
): Promise<void> {
  const pulse = await pulseOf(ctx, event, 'change')
  if (!isOpen(ctx, pulse)) throw new Conflict('pulse.closed')
  const said = answersFrom(pulse.questions, typed)
  await markAnswered(ctx, event, who)
  await ctx.db
    .insertInto('pulse_answer')
    .values({ community_id: communityOf(ctx).id, event_id: event, id: randomUUID(), said: JSON.stringify(said) })
    .execute()
  await countByFives(ctx, event)
}

/** Whether somebody has answered. */
export async function hasAnswered(ctx: Ctx, event: string, who: Answerer): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('pulse_person')
    .select('has_answered')
    .where((eb) => eb.and({ community_id: communityOf(ctx).id, event_id: event, ...who }))
    .executeTakeFirst()
  return row?.has_answered ?? false
}

async function markAnswered(ctx: Ctx, event: string, who: Answerer): Promise<void> {
  const [key] = Object.keys(who) as [keyof Answerer]
  const row = { community_id: communityOf(ctx).id, event_id: event, id: newId(ctx.now), ...who, has_answered: true }
  const marked = await ctx.db
    .insertInto('pulse_person')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['community_id', 'event_id', key])
        .doUpdateSet({ has_answered: true })
        .where('pulse_person.has_answered', '=', false),
    )
    .returning('id')
    .executeTakeFirst()
  if (!marked) throw new Conflict('pulse.answered')
}

/** Figures move when five more have answered: whoever looks before and after learns nothing of one of them. */
async function countByFives(ctx: Ctx, event: string): Promise<void> {
  const those = sql`community_id = ${communityOf(ctx).id} and event_id = ${event} and not is_counted`
  await sql`update pulse_answer set is_counted = true
    where ${those} and (select count(*) from pulse_answer where ${those}) >= ${fewest}`.execute(ctx.db)
}
