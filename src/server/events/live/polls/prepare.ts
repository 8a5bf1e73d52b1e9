/** Preparing polls ahead, changing them until they are asked, and taking them away. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../../ctx.ts'
import { Conflict } from '../../../errors.ts'
import { newId } from '../../../foundations/id.ts'
import { id, optional, whole } from '../../../foundations/input.ts'
import { allow } from '../../../permissions/index.ts'
import { runRoom } from '../../../permissions/live.ts'
import { verb } from '../../../verb.ts'
import { eventFor, type EventRow } from '../../access.ts'
import { problem } from '../../input.ts'
import { segmentsOf } from '../../segments.ts'
import { announce } from '../announce.ts'
import { roomInput } from '../room.ts'
import { columnsOf, optionsOf, pollFields } from './plan.ts'
import { pollFor } from './poll.ts'

const typed = {
  ...pollFields,
  /** Position of the part of the agenda in which it is to be asked. */
  segment: optional(whole(1, 1000)),
}
type Typed = z.output<z.ZodObject<typeof typed>>

export const preparePoll = verb(
  'live.prepare-poll',
  {
    input: z.object({ id: roomInput.id, ...typed }),
    does: 'Prepares a poll of an event. Nobody else sees it before it is asked. Anonymous, with results after it is closed, unless said otherwise.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const event = await eventToAsk(ctx, input.id)
    const poll = newId(ctx.now)
    await ctx.db
      .insertInto('poll')
      .values({
        community_id: communityOf(ctx).id,
        event_id: event.id,
        id: poll,
        created_at: ctx.now,
        ...(await rowOf(ctx, event, input)),
      })
      .execute()
    await writeOptions(ctx, event, poll, input)
    await announce(ctx, event.id, 'polls')
    return { poll }
  },
)

export const changePoll = verb(
  'live.change-poll',
  {
    input: z.object({ id: roomInput.id, poll: id, ...typed }),
    does: 'Writes a prepared poll anew. Once it was asked it stays as it is.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const event = await draftOf(ctx, input)
    await ctx.db
      .updateTable('poll')
      .set(await rowOf(ctx, event, input))
      .where((eb) => eb.and(at(ctx, input.poll)))
      .execute()
    const { community_id } = at(ctx, input.poll)
    await ctx.db
      .deleteFrom('poll_option')
      .where((eb) => eb.and({ community_id, poll_id: input.poll }))
      .execute()
    await writeOptions(ctx, event, input.poll, input)
    await announce(ctx, event.id, 'polls')
    return { poll: input.poll }
  },
)

export const dropPoll = verb(
  'live.drop-poll',
  {
    input: z.object({ id: roomInput.id, poll: id }),
    does: 'Takes a prepared poll away that was not asked yet.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const event = await draftOf(ctx, input)
    await ctx.db
      .deleteFrom('poll')
      .where((eb) => eb.and(at(ctx, input.poll)))
      .execute()
    await announce(ctx, event.id, 'polls')
    return {}
  },
)

/** An event that is still to come or on: afterwards there is nobody to ask. */
async function eventToAsk(ctx: Ctx, event: string): Promise<EventRow> {
  const found = await eventFor(ctx, event)
  allow(ctx, runRoom, found)
  if (found.state === 'cancelled') throw new Conflict('events.cancelled')
  return found
}

async function draftOf(ctx: Ctx, input: { id: string; poll: string }): Promise<EventRow> {
  const event = await eventToAsk(ctx, input.id)
  const poll = await pollFor(ctx, event.id, input.poll, 'change')
  if (poll.state !== 'draft') throw new Conflict('live.poll-asked')
  return event
}

/** What a poll says and which part of the agenda it belongs to. Throws Invalid at the field that does not fit. */
async function rowOf(ctx: Ctx, event: EventRow, { segment, ...plan }: Typed) {
  const part =
    segment === undefined ? null : (await segmentsOf(ctx, event.id)).find(({ position }) => position === segment)
  if (part === undefined) throw problem('segment', 'field.choice')
  return { ...columnsOf(plan), locale: communityOf(ctx).locale, segment_id: part?.id ?? null }
}

async function writeOptions(ctx: Ctx, event: EventRow, poll: string, input: Typed): Promise<void> {
  const rows = optionsOf(input, event.zone)
  if (rows.length === 0) return
  const of = { community_id: communityOf(ctx).id, poll_id: poll }
  await ctx.db
    .insertInto('poll_option')
    .values(rows.map((row) => ({ ...of, id: newId(ctx.now), ...row })))
    .execute()
}

function at(ctx: Ctx, poll: string) {
  return { community_id: communityOf(ctx).id, id: poll }
}
