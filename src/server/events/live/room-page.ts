/** What a room is, for whoever may be in it: the start of each of its three views. */
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { allow, can, isMember } from '../../permissions/index.ts'
import { comeToEvent, seeEvent } from '../../permissions/events.ts'
import { beInRoom, runRoom } from '../../permissions/live.ts'
import { query } from '../../verb.ts'
import { readClock } from './clock.ts'
import { roomFor, roomInput, type LiveRoom } from './room.ts'

export const liveRoom = query(
  'live.room',
  {
    input: z.object(roomInput),
    does: 'The live room of an event: whether it is open, its clock, and what you may do there.',
    who: beInRoom.says,
  },
  async (ctx, input) => {
    const live = await roomFor(ctx, input)
    return { ...describe(ctx, live), clock: await readClock(ctx, live) }
  },
)

/** Throws NotAllowed for whoever does not run the room. */
export function mustRun(ctx: Ctx, live: LiveRoom): void {
  allow(ctx, runRoom, live.event)
}

/** The room as plain data, with nothing that this reader may not have. */
export function describe(ctx: Ctx, { event, room, me }: LiveRoom) {
  const run = can(ctx, runRoom, event)
  return {
    id: event.id,
    title: event.title,
    starts: event.starts_at.toString(),
    ends: event.ends_at.toString(),
    zone: event.zone,
    event_state: event.state as 'planned' | 'held' | 'cancelled',
    is_live: event.is_live,
    state: !room ? ('closed' as const) : room.ended_at ? ('over' as const) : ('open' as const),
    started: room?.started_at?.toString() ?? null,
    door: room?.door ?? null,
    // Whoever is inside may let a neighbour look at the code; where the door is for members it opens to nobody else.
    code: room?.code ?? null,
    me: me && { id: me.id, name: me.member_id ? (ctx.actor?.name ?? null) : me.name, isMember: me.member_id !== null },
    may: {
      run,
      join: me === null && isMember(ctx) && (run || can(ctx, comeToEvent, event)),
      seeEvent: can(ctx, seeEvent, { ...event, is_listed: true }),
    },
  }
}
