/** The only ways to load events: one, or the condition that lists put on theirs. Both say the same as `seeEvent`. */
import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Event } from '../database.gen.ts'
import { communityOf, type Ctx } from '../ctx.ts'
import { Conflict, NotFound } from '../errors.ts'
import { isMember, isSteward } from '../permissions/index.ts'

export type EventRow = Selectable<Event>

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** An event that the actor sees, with more of it where that is asked for. Throws NotFound `events.event` for every other. */
export async function eventFor<More = unknown>(
  ctx: Ctx,
  id: string,
  more: { columns?: RawBuilder<unknown>; joins?: RawBuilder<unknown> } = {},
): Promise<EventRow & More> {
  if (!uuid.test(id)) throw new NotFound('events.event')
  const { rows } = await sql<EventRow & More>`select e.* ${more.columns ?? sql``} from event e ${more.joins ?? sql``}
    where e.community_id = ${communityOf(ctx).id} and e.id = ${id} and ${visible(ctx)}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('events.event')
  return rows[0]
}

/** The same with its row locked until the transaction ends, for verbs that read before they write. */
export async function eventToChange(ctx: Ctx, id: string): Promise<EventRow> {
  if (!uuid.test(id)) throw new NotFound('events.event')
  const { rows } = await sql<EventRow>`select e.* from event e
    where e.community_id = ${communityOf(ctx).id} and e.id = ${id} and ${visible(ctx)} for no key update of e`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('events.event')
  return rows[0]
}

/** Throws Conflict `events.cancelled` or `events.held` for an event that is over. */
export function mustBePlanned(event: Pick<EventRow, 'state'>): void {
  if (event.state !== 'planned') throw new Conflict(`events.${event.state}`)
}

/** The condition on `event e` of a list: what this actor sees. */
export function visible(ctx: Ctx): RawBuilder<boolean> {
  if (isSteward(ctx)) return sql<boolean>`true`
  if (isMember(ctx)) {
    const circles = ctx.member!.circles.map((circle) => circle.id)
    return sql<boolean>`(e.circle_id is null or e.is_public or e.circle_id = any(${circles}::uuid[]) or e.facilitator_id = ${ctx.member!.id})`
  }
  return sql<boolean>`(e.is_public and exists (select from community c where c.id = ${communityOf(ctx).id} and c.is_listed))`
}
