/** Closing a pulse: nothing more is taken, and nothing is left of who answered when. */
import { sql } from 'kysely'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { inCommunity } from '../as-member.ts'
import { pulseOf } from './pulse.ts'

/** Closes the pulses whose time is over, in every community: each night. */
export async function closePulses(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .selectFrom('pulse')
    .select(['community_id', 'event_id'])
    .where('closed_at', 'is', null)
    .where('closes_at', '<=', ctx.now)
    .execute()
  for (const { community_id, event_id } of due) {
    const there = await inCommunity(ctx, community_id)
    await transaction(there, (ctx) => close(ctx, event_id))
  }
}

async function close(ctx: Ctx, event: string): Promise<void> {
  const pulse = await pulseOf(ctx, event, 'change')
  if (!pulse || pulse.closed_at !== null) return
  const of = { community_id: communityOf(ctx).id, event_id: event }
  const closed = await ctx.db
    .updateTable('pulse')
    .set({ closed_at: ctx.now })
    .where((eb) => eb.and(of))
    .executeTakeFirst()
  if (closed.numUpdatedRows === 0n) return
  const answers = await writeAnew(ctx, event)
  await record(ctx, 'pulse.closed', { member: null, subject: event, payload: { answers } })
}

/** All rows of both tables become rows of this one transaction, the answers in an order by chance and under new ids. */
async function writeAnew(ctx: Ctx, event: string): Promise<number> {
  const community = communityOf(ctx).id
  const { rows } = await sql<{ said: unknown }>`
    delete from pulse_answer where community_id = ${community} and event_id = ${event} returning said`.execute(ctx.db)
  await sql`insert into pulse_answer (community_id, event_id, id, said, is_counted)
    select ${community}::uuid, ${event}::uuid, gen_random_uuid(), said, true
      from jsonb_array_elements(${JSON.stringify(rows.map(({ said }) => said))}::jsonb) as said order by random()`.execute(
    ctx.db,
  )
  await sql`update pulse_person set has_answered = has_answered
    where community_id = ${community} and event_id = ${event}`.execute(ctx.db)
  return rows.length
}
