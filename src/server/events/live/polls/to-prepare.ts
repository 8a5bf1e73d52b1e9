/** The polls of an event as the page shows them on which they are prepared. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../../ctx.ts'
import { allow, can } from '../../../permissions/index.ts'
import { planEvents } from '../../../permissions/events.ts'
import { runRoom } from '../../../permissions/live.ts'
import { query } from '../../../verb.ts'
import { eventFor } from '../../access.ts'
import { segmentsOf } from '../../segments.ts'
import { roomInput } from '../room.ts'
import { planOf } from './from-format.ts'
import type { PollPlan } from './plan.ts'
import { pollsOf, resultsOf, type PollRow } from './poll.ts'

/** A poll with everything that was typed for it. Plain JSON. */
export interface PreparedPoll extends PollPlan {
  id: string
  state: PollRow['state']
  /** Position of its part of the agenda; none for one that is asked at any time. */
  segment: number | null
  /** Of a poll for dates that is closed: on which most can first. Counts are none where too few have answered. */
  dates: { option: string; startsAt: string; can: number | null; could: number | null }[]
}

export const pollsToPrepare = query(
  'live.polls-to-prepare',
  {
    input: z.object({ id: roomInput.id }),
    does: 'The polls of an event as they were typed, with the parts of the agenda in which they are to be asked.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, runRoom, event)
    const parts = (await segmentsOf(ctx, event.id)).map(({ id, position, title }) => ({ id, position, title }))
    const positions = new Map(parts.map(({ id, position }) => [id, position]))
    return {
      id: event.id,
      title: event.title,
      zone: event.zone,
      cancelled: event.state === 'cancelled',
      parts: parts.map(({ position, title }) => ({ position, title })),
      polls: await Promise.all((await pollsOf(ctx, event.id)).map((poll) => preparedPoll(ctx, poll, positions))),
      may: { plan: can(ctx, planEvents, undefined) },
    }
  },
)

/** How many polls each part of an agenda has, by its id. */
export async function pollCounts(ctx: Ctx, event: string): Promise<Map<string, number>> {
  const rows = await ctx.db
    .selectFrom('poll')
    .select((eb) => ['segment_id', eb.fn.countAll<number>().as('n')])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .where('segment_id', 'is not', null)
    .groupBy('segment_id')
    .execute()
  return new Map(rows.map(({ segment_id, n }) => [segment_id!, n]))
}

async function preparedPoll(ctx: Ctx, poll: PollRow, positions: ReadonlyMap<string, number>): Promise<PreparedPoll> {
  return {
    ...planOf(poll),
    id: poll.id,
    state: poll.state,
    segment: positions.get(poll.segment_id ?? '') ?? null,
    dates: poll.kind === 'dates' && poll.state === 'closed' ? await datesOf(ctx, poll) : [],
  }
}

async function datesOf(ctx: Ctx, poll: PollRow): Promise<PreparedPoll['dates']> {
  const { lines } = await resultsOf(ctx, poll)
  return poll.options
    .map(({ id, starts_at }) => {
      const line = lines.find(({ key }) => key === id)
      return { option: id, startsAt: starts_at!, can: line?.count ?? null, could: line?.maybe ?? null }
    })
    .toSorted((a, b) => (b.can ?? 0) - (a.can ?? 0) || (b.could ?? 0) - (a.could ?? 0))
}
