/** What somebody took on at an event, by when, and what became of it. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, personOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { day, id, line, lines, optional } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { endAction, type RecordAccess } from '../../permissions/record.ts'
import { verb } from '../../verb.ts'
import { visible } from '../access.ts'
import { clearable, problem } from '../input.ts'
import { mustTakePart } from '../people.ts'
import { accessColumns, here, mustBe, mustHaveOpened, recordToWrite, type RecordedEvent } from './access.ts'

/** What people type of an action. */
export const action = {
  text: lines(1000).pipe(z.string().min(1, 'field.empty')),
  owner: optional(id),
  due_on: day,
}

export const giveAction = verb(
  'events.give-action',
  {
    input: z.object({ id, ...action }),
    does: 'Writes down what somebody does next, by when. Without an owner it waits for one.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordToWrite(ctx, input.id)
    allow(ctx, holdEvent, event)
    return { action: await addAction(ctx, event, input) }
  },
)

export const changeAction = verb(
  'events.change-action',
  {
    input: z.object({ action: id, text: action.text.optional(), owner: clearable(id), due_on: optional(day) }),
    does: 'Changes what an action says, who owns it or by when it is due. What is not given stays.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const before = await actionFor(ctx, input.action)
    allow(ctx, holdEvent, before)
    if (before.state !== 'open') throw new Conflict('record.action-ended')
    if (input.due_on !== undefined && input.due_on !== before.due_on) mustBeAhead(ctx, input.due_on, 'due_on')
    const owner = input.owner === undefined ? before.owner_id : input.owner
    const given = owner !== null && owner !== before.owner_id
    if (given) await mustTakePart(ctx, [owner], 'owner', before.circle_id)
    await ctx.db
      .updateTable('action')
      .set({
        text: input.text ?? before.text,
        owner_id: owner,
        due_on: input.due_on ?? before.due_on,
        ...(given ? { given_at: ctx.now } : {}),
        // A new owner or a new day begins anew.
        ...(given || (input.due_on && input.due_on !== before.due_on) ? { reminded: null, reminded_on: null } : {}),
      })
      .where('community_id', '=', here(ctx))
      .where('id', '=', before.id)
      .execute()
    if (given) await recordGiven(ctx, before.event_id, before.id, owner)
    return { action: before.id, event: before.event_id }
  },
)

export const finishAction = verb(
  'events.finish-action',
  {
    input: z.object({ action: id }),
    does: 'Says that an action is done. Saying it twice changes nothing.',
    who: endAction.says,
  },
  async (ctx, input) => {
    const before = await actionFor(ctx, input.action)
    allow(ctx, endAction, before)
    if (before.state !== 'done') await end(ctx, before, 'done', null)
    return { action: before.id, event: before.event_id }
  },
)

export const dropAction = verb(
  'events.drop-action',
  {
    input: z.object({ action: id, reason: line(500) }),
    does: 'Drops an action, with a reason: that too is worth knowing.',
    who: endAction.says,
  },
  async (ctx, input) => {
    const before = await actionFor(ctx, input.action)
    allow(ctx, endAction, before)
    if (before.state !== 'open') throw new Conflict('record.action-ended')
    await end(ctx, before, 'dropped', input.reason)
    return { action: before.id, event: before.event_id }
  },
)

export const reopenAction = verb(
  'events.reopen-action',
  {
    input: z.object({ action: id }),
    does: 'Opens an action again that was done or dropped by mistake.',
    who: endAction.says,
  },
  async (ctx, input) => {
    const before = await actionFor(ctx, input.action)
    allow(ctx, endAction, before)
    if (before.state !== 'open') {
      await ctx.db
        .updateTable('action')
        .set({ state: 'open', reason: null, ended_at: null, ended_by: null })
        .where('community_id', '=', here(ctx))
        .where('id', '=', before.id)
        .execute()
      await record(ctx, 'action.reopened', {
        subject: before.event_id,
        member: before.owner_id,
        payload: { action: before.id },
      })
    }
    return { action: before.id, event: before.event_id }
  },
)

/** Adds an action to an event that the actor holds; problems are told at `field`. */
export async function addAction(
  ctx: Ctx,
  event: RecordedEvent,
  typed: { text: string; owner?: string | undefined; due_on: string },
  field = (name: string) => name,
): Promise<string> {
  mustHaveOpened(ctx, event)
  mustBeAhead(ctx, typed.due_on, field('due_on'))
  if (typed.owner) await mustTakePart(ctx, [typed.owner], field('owner'), event.circle_id)
  const action = newId(ctx.now)
  await ctx.db
    .insertInto('action')
    .values({
      community_id: here(ctx),
      event_id: event.id,
      id: action,
      text: typed.text,
      owner_id: typed.owner ?? null,
      due_on: typed.due_on,
      at: ctx.now,
      added_by: personOf(ctx).id,
      given_at: typed.owner ? ctx.now : null,
    })
    .execute()
  await recordGiven(ctx, event.id, action, typed.owner ?? null)
  return action
}

export type ActionRow = RecordAccess & {
  id: string
  event_id: string
  event: string
  text: string
  owner_id: string | null
  due_on: string
  state: 'open' | 'done' | 'dropped'
}

/** An action, locked, of an event that the actor sees, or their own. Throws NotFound `record.thing`. */
export async function actionFor(ctx: Ctx, action: string): Promise<ActionRow> {
  const { rows } = await sql<ActionRow>`
    select a.id, a.event_id, e.title as event, a.text, a.owner_id, a.due_on, a.state, ${accessColumns(ctx)}
      from action a
      join event e on e.community_id = a.community_id and e.id = a.event_id
      left join event_record r on r.community_id = e.community_id and r.event_id = e.id
     where a.community_id = ${here(ctx)} and a.id = ${action}
       and (${visible(ctx)} or a.owner_id = ${ctx.member?.id ?? null}::uuid)
       for no key update of a`.execute(ctx.db)
  return mustBe(rows[0])
}

async function end(ctx: Ctx, before: ActionRow, state: 'done' | 'dropped', reason: string | null): Promise<void> {
  await ctx.db
    .updateTable('action')
    .set({ state, reason, ended_at: ctx.now, ended_by: personOf(ctx).id })
    .where('community_id', '=', here(ctx))
    .where('id', '=', before.id)
    .execute()
  await record(ctx, `action.${state}`, {
    subject: before.event_id,
    member: before.owner_id,
    payload: { action: before.id, late: today(ctx) > before.due_on },
  })
}

async function recordGiven(ctx: Ctx, event: string, action: string, owner: string | null): Promise<void> {
  await record(ctx, 'action.given', { subject: event, member: owner, payload: { action } })
}

/** Throws Invalid `record.due-past` at a field for a day that is over, and `record.due-far` for one in another decade. */
function mustBeAhead(ctx: Ctx, due: string, field: string): void {
  if (due < today(ctx)) throw problem(field, 'record.due-past')
  const last = Temporal.PlainDate.from(today(ctx)).add({ years: 5 }).toString()
  if (due > last) throw problem(field, 'record.due-far')
}

/** The day it is where the community is. */
export function today(ctx: Ctx): string {
  return ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate().toString()
}
