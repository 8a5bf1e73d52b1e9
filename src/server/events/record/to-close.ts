/** Events that are over and that nobody has closed: what waits for whoever holds them. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { allow, isSteward } from '../../permissions/index.ts'
import { planEvents } from '../../permissions/events.ts'
import { query } from '../../verb.ts'

export interface EventToClose {
  id: string
  title: string
  /** ISO instant. */
  ends_at: string
  zone: string
}

/** An event that was left open for longer than this is history: nobody is asked for it on Home. */
const lookBack = { hours: 24 * 30 }
/** Whoever facilitated it has this long before it waits for stewards, too. */
const theirs = { hours: 24 }

export const eventsToClose = query(
  'events.to-close',
  {
    input: z.object({}),
    does: 'The events of the last thirty days that are over and not closed: your own, and for stewards those that nobody facilitates or closed within a day. Newest first, three at most.',
    who: planEvents.says,
  },
  async (ctx) => {
    allow(ctx, planEvents, undefined)
    return toClose(ctx)
  },
)

async function toClose(ctx: Ctx): Promise<EventToClose[]> {
  const mine = sql`facilitator_id is not distinct from ${ctx.member?.id ?? null}::uuid and facilitator_id is not null`
  const left = isSteward(ctx) ? sql`facilitator_id is null or ends_at < ${ctx.now.subtract(theirs)}` : sql`false`
  const { rows } = await sql<{ id: string; title: string; ends_at: Temporal.Instant; zone: string }>`
    select id, title, ends_at, zone from event
     where community_id = ${communityOf(ctx).id} and state = 'planned' and place <> 'writing'
       and starts_at > ${ctx.now.subtract(lookBack)} and ends_at <= ${ctx.now} and (${mine} or ${left})
     order by ends_at desc, id limit 3`.execute(ctx.db)
  return rows.map(({ ends_at, ...event }) => ({ ...event, ends_at: ends_at.toString() }))
}
