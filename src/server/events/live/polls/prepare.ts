/** Preparing polls ahead, changing them until they are asked, and taking them away. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../../ctx.ts'
import { Conflict, Invalid } from '../../../errors.ts'
import { newId } from '../../../foundations/id.ts'
import { clock, day, flag, id, line, oneOf, optional, whole } from '../../../foundations/input.ts'
import { scheduled } from '../../../foundations/time/index.ts'
import { allow } from '../../../permissions/index.ts'
import { runRoom } from '../../../permissions/live.ts'
import { verb } from '../../../verb.ts'
import { eventFor, type EventRow } from '../../access.ts'
import { announce } from '../announce.ts'
import { roomInput } from '../room.ts'
import { kinds, shows, withOptions, type PollKind } from './kinds.ts'
import { pollFor } from './poll.ts'

/** One option a line; of a quiz the right one begins with `*`; of dates it is `2026-04-09 14:00`. */
const options = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(/\r?\n/)
          .map((each) => each.trim())
          .filter(Boolean)
      : value,
  z.array(line(200)).max(20, 'live.options-many').optional(),
)

const typed = {
  kind: oneOf(kinds),
  question: line(300),
  options,
  most: optional(whole(1, 20)),
  low: optional(whole(-10, 100)),
  high: optional(whole(-10, 100)),
  low_label: optional(line(60)),
  high_label: optional(line(60)),
  results: optional(oneOf(shows)),
  anonymous: flag.optional(),
  changeable: flag.optional(),
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
        ...rowOf(ctx, input),
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
      .set(rowOf(ctx, input))
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

/** How many one may choose or type, where nothing is said: of words three, as many as people find at once. */
const defaults: Partial<Record<PollKind, { most?: number; results?: 'live' }>> = {
  words: { most: 3, results: 'live' },
  open: { results: 'live' },
  dates: { results: 'live' },
}

function rowOf(ctx: Ctx, input: Typed) {
  const { kind } = input
  const many = kind === 'multiple' || kind === 'words'
  const scale = kind === 'scale'
  const [low, high] = [input.low ?? 1, input.high ?? 5]
  if (scale && (high <= low || high - low > 10)) throw wrong('high', 'live.scale')
  return {
    kind,
    question: input.question,
    most: many ? (input.most ?? defaults[kind]?.most ?? null) : null,
    low: scale ? low : null,
    high: scale ? high : null,
    low_label: scale ? (input.low_label ?? null) : null,
    high_label: scale ? (input.high_label ?? null) : null,
    results: input.results ?? defaults[kind]?.results ?? 'after-close',
    is_anonymous: input.anonymous ?? true,
    is_changeable: input.changeable ?? true,
    locale: communityOf(ctx).locale,
    segment: input.segment ?? null,
  }
}

async function writeOptions(ctx: Ctx, event: EventRow, poll: string, input: Typed): Promise<void> {
  const rows = optionsOf(ctx, event, poll, input)
  if (rows.length > 0) await ctx.db.insertInto('poll_option').values(rows).execute()
}

function optionsOf(ctx: Ctx, event: EventRow, poll: string, { kind, options = [] }: Typed) {
  if (!withOptions.has(kind)) return []
  if (options.length < 2) throw wrong('options', 'live.options-few')
  const rows = options.map((text, i) => {
    const is_right = kind === 'quiz' && text.startsWith('*')
    const label = is_right ? text.slice(1).trim() : text
    if (label === '') throw wrong('options', 'live.options-few')
    return {
      community_id: communityOf(ctx).id,
      poll_id: poll,
      id: newId(ctx.now),
      position: i + 1,
      label,
      is_right,
      starts_at: kind === 'dates' ? momentOf(text, event.zone) : null,
    }
  })
  if (new Set(rows.map(({ label }) => label.toLowerCase())).size < rows.length)
    throw wrong('options', 'live.options-twice')
  if (kind === 'quiz' && rows.filter((row) => row.is_right).length !== 1) throw wrong('options', 'live.options-right')
  return rows
}

/** A day and a clock in the zone of the event: that of whoever asks. */
function momentOf(text: string, zone: string): Temporal.Instant {
  const [date, time, rest] = text.split(/[\sT]+/)
  const read = z.object({ date: day, time: clock }).safeParse({ date, time })
  if (!read.success || rest) throw wrong('options', 'live.options-dates')
  return Temporal.Instant.from(scheduled(read.data.date, read.data.time, zone).instant)
}

function at(ctx: Ctx, poll: string) {
  return { community_id: communityOf(ctx).id, id: poll }
}

function wrong(field: string, code: string): Invalid {
  return new Invalid('input', {}, [{ path: [field], code }])
}
