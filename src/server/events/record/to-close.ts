/** Events that are over and that nobody has closed: what waits for whoever holds them. */
import { sql, type RawBuilder } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { isSteward } from '../../permissions/index.ts'

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

/** The statement of the events that wait for the actor to be closed, newest first, three at most. */
export function toClose(ctx: Ctx): RawBuilder<unknown> {
  const mine = sql`facilitator_id is not distinct from ${ctx.member?.id ?? null}::uuid and facilitator_id is not null`
  const left = isSteward(ctx) ? sql`facilitator_id is null or ends_at < ${ctx.now.subtract(theirs)}` : sql`false`
  return sql`
    select id, title, ends_at, zone from event
     where community_id = ${communityOf(ctx).id} and state = 'planned' and place <> 'writing'
       and starts_at > ${ctx.now.subtract(lookBack)} and ends_at <= ${ctx.now} and (${mine} or ${left})
     order by ends_at desc, id limit 3`
}
