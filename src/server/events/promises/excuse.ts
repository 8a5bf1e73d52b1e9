/** Being excused from a meeting that one promised to come to: asked with a reason, granted or refused. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, memberOf, personOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, lines, oneOf, optional } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { allow } from '../../permissions/index.ts'
import { askExcuse as mayAsk, tendPromises } from '../../permissions/promises.ts'
import { query, verb } from '../../verb.ts'
import { eventFor, type EventRow } from '../access.ts'

/** Somebody who fell ill asks afterwards: so many days. */
const daysAfter = 14

const reason = lines(1000).refine((text) => text.length > 0, 'field.empty')

export const askExcuse = verb(
  'events.ask-excuse',
  {
    input: z.object({ id, reason }),
    does: 'Asks to be excused from a meeting that counts towards your promise, with a reason that only stewards read. Until a fortnight after the meeting; asked again it replaces the reason, until it is answered.',
    who: mayAsk.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, mayAsk, event)
    mustTakeExcuses(ctx, event)
    await mustHaveStayedAway(ctx, event)
    const { rows } = await sql<{ id: string; is_new: boolean }>`
      insert into absence as a (community_id, id, event_id, member_id, reason, asked_at)
      values (${event.community_id}, ${newId(ctx.now)}, ${event.id}, ${memberOf(ctx).id}, ${input.reason}, ${ctx.now})
      on conflict (community_id, event_id, member_id) do update set reason = excluded.reason where a.state = 'asked'
      returning id, xmax = 0 as is_new`.execute(ctx.db)
    const [asked] = rows
    if (!asked) throw new Conflict('promises.answered')
    if (asked.is_new) await record(ctx, 'absence.asked', { subject: event.id, payload: { absence: asked.id } })
    return { absence: asked.id }
  },
)

export const withdrawExcuse = verb(
  'events.withdraw-excuse',
  {
    input: z.object({ id }),
    does: 'Takes back what you asked to be excused from, as long as nobody has answered.',
    who: mayAsk.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, mayAsk, event)
    const { numDeletedRows } = await ctx.db
      .deleteFrom('absence')
      .where('community_id', '=', event.community_id)
      .where('event_id', '=', event.id)
      .where('member_id', '=', memberOf(ctx).id)
      .where('state', '=', 'asked')
      .executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw new Conflict('promises.answered')
    await record(ctx, 'absence.withdrawn', { subject: event.id })
    return { withdrawn: true }
  },
)

export const decideExcuse = verb(
  'events.decide-excuse',
  {
    input: z.object({ absence: id, decision: oneOf(['granted', 'refused']), answer: optional(lines(1000)) }),
    does: 'Grants an excuse, so that the meeting does not count for whoever asked, or refuses it. They are told, with your answer.',
    who: tendPromises.says,
  },
  async (ctx, input) => {
    allow(ctx, tendPromises, undefined)
    const { rows } = await sql<{ state: string; member_id: string; event_id: string }>`
      select state, member_id, event_id from absence
       where community_id = ${communityOf(ctx).id} and id = ${input.absence} for update`.execute(ctx.db)
    const [asked] = rows
    if (!asked) throw new NotFound('promises.absence')
    if (asked.state === input.decision) return { state: asked.state }
    if (asked.state !== 'asked') throw new Conflict('promises.answered')
    await ctx.db
      .updateTable('absence')
      .set({ state: input.decision, decided_at: ctx.now, decided_by: personOf(ctx).id, answer: input.answer ?? null })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', input.absence)
      .execute()
    await record(ctx, `absence.${input.decision}`, {
      member: asked.member_id,
      subject: asked.event_id,
      payload: { absence: input.absence },
    })
    return { state: input.decision }
  },
)

export const myExcuse = query(
  'events.my-excuse',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'What you asked to be excused from at a meeting, and what was answered.',
    who: mayAsk.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, mayAsk, event)
    const asked = await ctx.db
      .selectFrom('absence')
      .select(['reason', 'state', 'answer'])
      .where('community_id', '=', event.community_id)
      .where('event_id', '=', event.id)
      .where('member_id', '=', memberOf(ctx).id)
      .executeTakeFirst()
    return {
      event: { id: event.id, title: event.title, starts_at: event.starts_at.toString(), zone: event.zone },
      asked: asked ? { ...asked, state: asked.state as 'asked' | 'granted' | 'refused' } : null,
      may: { ask: takesExcuses(ctx, event) && (!asked || asked.state === 'asked') },
    }
  },
)

function takesExcuses(ctx: Ctx, event: EventRow): boolean {
  const until = event.ends_at.add({ hours: 24 * daysAfter })
  return event.state !== 'cancelled' && Temporal.Instant.compare(ctx.now, until) < 0
}

function mustTakeExcuses(ctx: Ctx, event: EventRow): void {
  if (event.state === 'cancelled') throw new Conflict('events.cancelled')
  if (!takesExcuses(ctx, event)) throw new Conflict('promises.too-late')
}

async function mustHaveStayedAway(ctx: Ctx, event: EventRow): Promise<void> {
  const there = await ctx.db
    .selectFrom('attendance')
    .select('member_id')
    .where('community_id', '=', event.community_id)
    .where('event_id', '=', event.id)
    .where('member_id', '=', memberOf(ctx).id)
    .executeTakeFirst()
  if (there) throw new Conflict('promises.was-there')
}
