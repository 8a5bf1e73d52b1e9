/** What else the same people would be at: events of the same circle at the same time. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../ctx.ts'
import { eventFor, visible } from './access.ts'
import { problem } from './input.ts'

export interface When {
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
}

export interface Overlap {
  id: string
  title: string
  starts_at: string
  ends_at: string
  zone: string
}

/** An event lasts for so many days at most. */
const reach = 31

/**
 * The planned events, live and seen by the actor, that overlap each of some times and are for the same circle: an event for everybody
 * (`null`) meets all. One statement, whatever the number of times. `except` are events that are about to move.
 */
export async function overlapsWith(
  ctx: Ctx,
  times: readonly When[],
  circle: string | null,
  except: readonly string[] = [],
): Promise<Overlap[][]> {
  if (times.length === 0) return []
  const from = times.map(({ starts_at }) => starts_at).toSorted(Temporal.Instant.compare)[0]!
  const to = times
    .map(({ ends_at }) => ends_at)
    .toSorted(Temporal.Instant.compare)
    .at(-1)!
  const { rows } = await sql<Overlap & { starts: Temporal.Instant; ends: Temporal.Instant }>`
    select e.id, e.title, e.zone, e.starts_at as starts, e.ends_at as ends from event e
     where e.community_id = ${communityOf(ctx).id} and e.state = 'planned' and e.is_live
       and e.starts_at >= ${from.subtract({ hours: 24 * reach })} and e.starts_at < ${to} and e.ends_at > ${from}
       and (e.circle_id is null or ${circle}::uuid is null or e.circle_id = ${circle}::uuid)
       and e.id <> all(${except as string[]}::uuid[]) and ${visible(ctx)}
     order by e.starts_at`.execute(ctx.db)
  return times.map(({ starts_at, ends_at }) =>
    rows
      .filter(
        ({ starts, ends }) =>
          starts.epochMilliseconds < ends_at.epochMilliseconds && ends.epochMilliseconds > starts_at.epochMilliseconds,
      )
      .map(({ id, title, zone, starts, ends }) => ({
        id,
        title,
        zone,
        starts_at: starts.toString(),
        ends_at: ends.toString(),
      })),
  )
}

/** Throws Invalid `series.overlaps` at the field `anyway` where an event that was just written overlaps others for the same circle. */
export async function mustNotOverlap(ctx: Ctx, id: string): Promise<void> {
  const event = await eventFor(ctx, id)
  if (!event.is_live) return
  const [others = []] = await overlapsWith(ctx, [event], event.circle_id, [id])
  if (others[0]) throw problem('anyway', 'series.overlaps', { title: others[0].title, others: others.length - 1 })
}
