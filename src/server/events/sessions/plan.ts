/** Putting sessions side by side into a part of an agenda. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, line, lines, optional, whole } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventToChange, mustBePlanned, type EventRow } from '../access.ts'
import { link, problem } from '../input.ts'
import { mustTakePart } from '../people.ts'

/** More than a timetable can show side by side. */
const most = 12

export const setSession = verb(
  'events.set-session',
  {
    input: z.object({
      /** The event. */
      id,
      /** The part of the agenda in which it runs. */
      segment: id,
      /** A session that is there and is changed. */
      session: optional(id),
      title: line(200),
      purpose: optional(lines(1000)),
      track: optional(line(60)),
      room: optional(line(120)),
      link: optional(link),
      leader: optional(id),
      capacity: optional(whole(1, 100_000)),
    }),
    does: 'Adds a session that runs side by side with others in a part of the agenda, or changes one.',
    who: holdEvent.says,
  },
  async (ctx, { id: event, segment, session, leader, ...typed }) => {
    const held = await toPlan(ctx, event)
    const part = await partOf(ctx, held, segment)
    if (leader) await mustTakePart(ctx, [leader], 'leader', held.circle_id)
    const written = {
      title: typed.title,
      purpose: typed.purpose || null,
      track: typed.track ?? null,
      room: typed.room ?? null,
      link: typed.link ?? null,
      leader_id: leader ?? null,
      capacity: typed.capacity ?? null,
    }
    const made = session ?? newId(ctx.now)
    if (session) await change(ctx, held, session, written)
    else await add(ctx, held, part, made, written)
    await record(ctx, 'event.sessions-planned', { subject: held.id, payload: { session: made, title: typed.title } })
    return { session: made }
  },
)

export const removeSession = verb(
  'events.remove-session',
  {
    input: z.object({ id, session: id }),
    does: 'Takes a session out of the timetable; whoever had chosen it chooses anew.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await toPlan(ctx, input.id)
    const gone = await ctx.db
      .deleteFrom('parallel_session')
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', event.id)
      .where('id', '=', input.session)
      .returning(['title', 'taken'])
      .executeTakeFirst()
    if (!gone) throw new NotFound('sessions.session')
    await record(ctx, 'event.sessions-planned', {
      subject: event.id,
      payload: { removed: gone.title, chosen: gone.taken },
    })
    return { removed: true }
  },
)

async function toPlan(ctx: Ctx, id: string): Promise<EventRow> {
  const event = await eventToChange(ctx, id)
  allow(ctx, holdEvent, event)
  mustBePlanned(event)
  return event
}

async function partOf(ctx: Ctx, event: EventRow, segment: string): Promise<{ id: string; sessions: number }> {
  const part = await ctx.db
    .selectFrom('segment as g')
    .select((eb) => [
      'g.id',
      eb
        .selectFrom('parallel_session as s')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('s.community_id', '=', 'g.community_id')
        .whereRef('s.event_id', '=', 'g.event_id')
        .whereRef('s.segment_id', '=', 'g.id')
        .as('sessions'),
    ])
    .where('g.community_id', '=', communityOf(ctx).id)
    .where('g.event_id', '=', event.id)
    .where('g.id', '=', segment)
    .executeTakeFirst()
  if (!part) throw new NotFound('events.part')
  return { id: part.id, sessions: Number(part.sessions) }
}

type Written = { capacity: number | null; title: string } & Record<string, unknown>

async function add(ctx: Ctx, event: EventRow, part: { id: string; sessions: number }, id: string, written: Written) {
  if (part.sessions >= most) throw new Conflict('sessions.many', { most })
  await ctx.db
    .insertInto('parallel_session')
    .values({
      ...written,
      community_id: communityOf(ctx).id,
      event_id: event.id,
      segment_id: part.id,
      id,
      position: part.sessions + 1,
    })
    .execute()
}

async function change(ctx: Ctx, event: EventRow, session: string, written: Written): Promise<void> {
  const before = await ctx.db
    .selectFrom('parallel_session')
    .select('taken')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event.id)
    .where('id', '=', session)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!before) throw new NotFound('sessions.session')
  if (written.capacity !== null && written.capacity < before.taken)
    throw problem('capacity', 'sessions.capacity-below', { taken: before.taken })
  await ctx.db
    .updateTable('parallel_session')
    .set(written)
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event.id)
    .where('id', '=', session)
    .execute()
}
