/** Running a protocol inside a meeting: its own clock, step by step, for everybody in the room. */
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { slug, whole } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { beInRoom, runRoom } from '../../permissions/live.ts'
import { query, verb } from '../../verb.ts'
import { formatsOf } from '../formats.ts'
import { announce, inRoom, mustBeOpen, roomFor, roomInput, roomToRun, type LiveRoom } from '../live/index.ts'
import { stepsOf, type Step } from './steps.ts'

/** Kinds of formats that are a way of working, which can be used inside another meeting. */
const classes = new Set(['protocol', 'peer-support'])

export interface Protocol {
  title: string
  steps: Step[]
  /** Which step is on, from 0. */
  step: number
  /** When that step began, and when its minutes are over: ISO instants. */
  began: string
  until: string
}

export const protocols = query(
  'live.protocols',
  {
    input: z.object({ id: roomInput.id }),
    does: 'Ways of working that can be run inside a meeting (peer clinic, troika, case clinic, after-action review), with their steps and minutes.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await roomFor(ctx, input)
    allow(ctx, runRoom, live.event)
    return protocolsOf(ctx)
  },
)

export const startProtocol = verb(
  'live.start-protocol',
  {
    input: z.object({ id: roomInput.id, protocol: slug }),
    does: 'Begins a way of working in the room: everybody sees its first step and its minutes. One that runs gives way.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = mustBeOpen(await roomToRun(ctx, input.id))
    const chosen = (await protocolsOf(ctx)).find(({ key }) => key === input.protocol)
    if (!chosen) throw new NotFound('meet.protocol')
    const run = { title: chosen.title, steps: JSON.stringify(chosen.steps), step: 0, began_at: ctx.now }
    await ctx.db
      .insertInto('protocol_run')
      .values({ ...inRoom(ctx, live), ...run })
      .onConflict((conflict) => conflict.columns(['community_id', 'event_id']).doUpdateSet(run))
      .execute()
    await record(ctx, 'live.protocol-begun', {
      subject: live.event.id,
      member: null,
      payload: { protocol: chosen.key },
    })
    await announce(ctx, live.event.id, 'protocol')
    return { steps: chosen.steps.length }
  },
)

export const nextStep = verb(
  'live.next-step',
  {
    input: z.object({ id: roomInput.id, from: whole(0, 60) }),
    does: 'Moves the way of working that runs to its next step (`from`: the step that was on), and after the last one ends it.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = mustBeOpen(await roomToRun(ctx, input.id))
    const run = await readProtocol(ctx, live)
    if (!run) throw new NotFound('meet.protocol')
    if (run.step !== input.from) throw new Conflict('meet.step-moved', { title: run.steps[run.step]!.title })
    const last = run.step + 1 >= run.steps.length
    if (last) await end(ctx, live)
    else {
      await ctx.db
        .updateTable('protocol_run')
        .set({ step: run.step + 1, began_at: ctx.now })
        .where((eb) => eb.and(inRoom(ctx, live)))
        .execute()
      await announce(ctx, live.event.id, 'protocol')
    }
    return { step: last ? null : run.step + 1 }
  },
)

export const endProtocol = verb(
  'live.end-protocol',
  { input: z.object({ id: roomInput.id }), does: 'Ends the way of working that runs in the room.', who: runRoom.says },
  async (ctx, input) => {
    await end(ctx, await roomToRun(ctx, input.id))
    return { ended: true }
  },
)

export const runningProtocol = query(
  'live.protocol',
  {
    input: z.object(roomInput),
    does: 'The way of working that runs in the room, and which step is on.',
    who: beInRoom.says,
  },
  async (ctx, input) => readProtocol(ctx, await roomFor(ctx, input)),
)

/** What runs in the room, as everybody sees it; `null` for nothing. */
export async function readProtocol(ctx: Ctx, live: LiveRoom): Promise<Protocol | null> {
  const row = await ctx.db
    .selectFrom('protocol_run')
    .select(['title', 'steps', 'step', 'began_at'])
    .where((eb) => eb.and(inRoom(ctx, live)))
    .executeTakeFirst()
  if (!row || live.room?.ended_at) return null
  const steps = row.steps as unknown as Step[]
  return {
    title: row.title,
    steps,
    step: row.step,
    began: row.began_at.toString(),
    until: row.began_at.add({ minutes: steps[row.step]!.minutes }).toString(),
  }
}

/** For whoever runs the room: what runs, and what can be begun. */
export async function readDeskProtocol(ctx: Ctx, live: LiveRoom) {
  const open = live.room !== null && live.room.ended_at === null
  return {
    open,
    now: await readProtocol(ctx, live),
    known: open ? (await protocolsOf(ctx)).map(({ key, title, minutes }) => ({ key, title, minutes })) : [],
  }
}

async function end(ctx: Ctx, live: LiveRoom): Promise<void> {
  await ctx.db
    .deleteFrom('protocol_run')
    .where((eb) => eb.and(inRoom(ctx, live)))
    .execute()
  await announce(ctx, live.event.id, 'protocol')
}

async function protocolsOf(ctx: Ctx) {
  return (await formatsOf(ctx))
    .filter((format) => classes.has(format.class) && (format.data.segments?.length ?? 0) > 1)
    .map(({ key, name, data }) => {
      const steps = stepsOf(data.segments!)
      return { key, title: name, minutes: steps.reduce((sum, { minutes }) => sum + minutes, 0), steps }
    })
}
