/** Running the clock of a meeting: beginning, moving on, taking a step back, giving more time, ending. */
import type { ExpressionBuilder } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import type { DB } from '../../database.gen.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { whole } from '../../foundations/input.ts'
import { runRoom } from '../../permissions/live.ts'
import { verb } from '../../verb.ts'
import { segmentsOf } from '../segments.ts'
import { announce } from './announce.ts'
import { clockOf, drift, runsOf, type Clock } from './clock.ts'
import { freeCode } from './open.ts'
import { closePollsOf } from './polls/index.ts'
import { askInTheLastPart } from './pulse/room.ts'
import { inRoom, roomInput, roomToRun, type LiveRoom, type RoomRow } from './room.ts'

/** The doors of an event stand open for half an hour before it begins. */
const early = { minutes: 30 }

/** Which part the buttons were pressed beside; 0 while none runs. Somebody else may have moved on meanwhile. */
const from = whole(0, 1000)

export const startMeeting = verb(
  'live.start',
  {
    input: z.object({ id: roomInput.id }),
    does: 'Begins the meeting: its clock runs, with the first part of the agenda. Half an hour early at most.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await roomToRun(ctx, input.id)
    if (live.room.ended_at) throw new Conflict('live.over')
    if (live.room.started_at) return { started: true }
    if (live.event.starts_at.subtract(early).epochMilliseconds > ctx.now.epochMilliseconds)
      throw new Conflict('events.not-begun')
    await setRoom(ctx, live, { started_at: ctx.now })
    const { next } = await clockNow(ctx, live)
    if (next) await begin(ctx, live, next.position)
    await record(ctx, 'live.started', { subject: live.event.id, payload: { class: live.event.class } })
    await announceStep(ctx, live.event.id)
    return { started: true }
  },
)

export const moveOn = verb(
  'live.move-on',
  {
    input: z.object({ id: roomInput.id, from }),
    does: 'Ends the part that runs (`from`: its position) and begins the next one. With the last one the pulse is asked.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const { live, clock } = await running(ctx, input)
    if (!clock.next) throw new Conflict('live.last-part')
    if (clock.now) await end(ctx, live, clock.now.position)
    await begin(ctx, live, clock.next.position)
    await askInTheLastPart(ctx, live, clock, clock.next.position)
    await announceStep(ctx, live.event.id)
    return { position: clock.next.position }
  },
)

export const moveBack = verb(
  'live.move-back',
  {
    input: z.object({ id: roomInput.id, from }),
    does: 'Takes the last step back: the part before goes on as if it had not been ended; a meeting that was ended goes on.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await roomToRun(ctx, input.id)
    if (live.room.ended_at) return goOn(ctx, live)
    const clock = await clockNow(ctx, live)
    mustStandAt(clock, input.from)
    const before = clock.parts.filter((part) => part.ended).at(-1)
    if (!before) throw new Conflict('live.first-part')
    if (clock.now) await takeBack(ctx, live, clock.now.position)
    await reopen(ctx, live, before.position)
    await announceStep(ctx, live.event.id)
    return { position: before.position }
  },
)

export const addMinutes = verb(
  'live.add-minutes',
  {
    input: z.object({ id: roomInput.id, from, minutes: whole(-120, 120) }),
    does: 'Gives the part that runs so many minutes more, or fewer.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const { live, clock } = await running(ctx, input)
    if (!clock.now) throw new Conflict('live.nothing-runs')
    const added = clock.now.added + input.minutes
    if (clock.now.minutes + added < 1 || added > 600) throw new Conflict('live.minutes')
    await ctx.db
      .updateTable('live_part')
      .set({ added_minutes: added })
      .where(part(ctx, live, clock.now.position))
      .execute()
    await announce(ctx, live.event.id, 'clock')
    return { added }
  },
)

export const endMeeting = verb(
  'live.end',
  {
    input: z.object({ id: roomInput.id }),
    does: 'Ends the meeting: the clock stops and the code lets nobody in any more. Who is there stays and reads.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await roomToRun(ctx, input.id)
    if (live.room.ended_at) return { ended: true }
    if (!live.room.started_at) throw new Conflict('live.not-begun')
    const clock = await clockNow(ctx, live)
    if (clock.now) await end(ctx, live, clock.now.position)
    await setRoom(ctx, live, { ended_at: ctx.now, code: null })
    await closePollsOf(ctx, live.event.id)
    await record(ctx, 'live.ended', {
      subject: live.event.id,
      payload: { class: live.event.class, drift: drift(clock, ctx.now) },
    })
    await announceEnd(ctx, live.event.id)
    return { ended: true }
  },
)

type Running = LiveRoom & { room: RoomRow }

/** A meeting that runs, and its clock as whoever pressed the button saw it. */
async function running(ctx: Ctx, input: { id: string; from: number }): Promise<{ live: Running; clock: Clock }> {
  const live = await roomToRun(ctx, input.id)
  if (live.room.ended_at) throw new Conflict('live.over')
  if (!live.room.started_at) throw new Conflict('live.not-begun')
  const clock = await clockNow(ctx, live)
  mustStandAt(clock, input.from)
  return { live, clock }
}

/** Two who press at once mean one step. */
function mustStandAt(clock: Clock, from: number): void {
  if ((clock.now?.position ?? 0) !== from) throw new Conflict('live.moved-on')
}

async function clockNow(ctx: Ctx, live: Running): Promise<Clock> {
  return clockOf(live, await segmentsOf(ctx, live.event.id), await runsOf(ctx, live.event.id))
}

/** A meeting that was ended too early: its last part runs again, and its door opens by a new code. */
async function goOn(ctx: Ctx, live: Running): Promise<{ position: number }> {
  if (live.event.state !== 'planned') throw new Conflict('live.over')
  await setRoom(ctx, live, { ended_at: null, code: await freeCode(ctx) })
  const last = (await runsOf(ctx, live.event.id))
    .toSorted((a, b) => Temporal.Instant.compare(a.began_at, b.began_at))
    .at(-1)
  if (last) await reopen(ctx, live, last.position)
  await announceEnd(ctx, live.event.id)
  return { position: last?.position ?? 0 }
}

/** What is another thing once a meeting has ended, or goes on after all. */
export async function announceEnd(ctx: Ctx, event: string): Promise<void> {
  await announceStep(ctx, event)
  await announce(ctx, event, 'way-in', 'check-in', 'questions', 'notes', 'groups', 'protocol')
}

/** What is another thing with another part of the agenda: the clock, and whether positions are asked. */
async function announceStep(ctx: Ctx, event: string): Promise<void> {
  await announce(ctx, event, 'clock', 'positions')
}

async function setRoom(ctx: Ctx, live: Running, values: Partial<Pick<RoomRow, 'started_at' | 'ended_at' | 'code'>>) {
  await ctx.db
    .updateTable('live_room')
    .set(values)
    .where((eb) => eb.and(inRoom(ctx, live)))
    .execute()
}

async function begin(ctx: Ctx, live: Running, position: number): Promise<void> {
  await ctx.db
    .insertInto('live_part')
    .values({ ...inRoom(ctx, live), position, began_at: ctx.now })
    .execute()
}

async function end(ctx: Ctx, live: Running, position: number): Promise<void> {
  await ctx.db
    .updateTable('live_part')
    .set({ ended_at: ctx.now })
    .where(part(ctx, live, position))
    .execute()
}

async function reopen(ctx: Ctx, live: Running, position: number): Promise<void> {
  await ctx.db
    .updateTable('live_part')
    .set({ ended_at: null })
    .where(part(ctx, live, position))
    .execute()
}

async function takeBack(ctx: Ctx, live: Running, position: number): Promise<void> {
  await ctx.db
    .deleteFrom('live_part')
    .where(part(ctx, live, position))
    .execute()
}

/** The row of one part of this meeting. */
function part(ctx: Ctx, live: Running, position: number) {
  return (eb: ExpressionBuilder<DB, 'live_part'>) => eb.and({ ...inRoom(ctx, live), position })
}
