/** Who holds an event and its parts. */
import { z } from 'zod'
import { communityOf, memberOf, type Ctx } from '../ctx.ts'
import { Conflict, NotFound } from '../errors.ts'
import { record } from '../facts.ts'
import { id, optional, whole } from '../foundations/input.ts'
import { allow, can } from '../permissions/index.ts'
import { holdEvent, leadPart } from '../permissions/events.ts'
import { verb } from '../verb.ts'
import { eventFor, mustBePlanned, type EventRow } from './access.ts'
import { problem } from './input.ts'
import { mustTakePart } from './people.ts'

export const assignFacilitator = verb(
  'events.assign-facilitator',
  {
    input: z.object({ id, member: optional(id) }),
    does: 'Names the member who facilitates an event; nobody, where none is given.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustBePlanned(event)
    const facilitator = input.member ?? null
    if (facilitator && facilitator !== event.facilitator_id) await mustTakePart(ctx, [facilitator], 'member')
    await nameFacilitator(ctx, event, facilitator)
    return { facilitator }
  },
)

/**
 * Names who facilitates an event, `null` for nobody, and records the fact; says whether that is somebody else than before. `undefined`
 * leaves it as it is. For whoever may name them already, and members who take part.
 */
export async function nameFacilitator(
  ctx: Ctx,
  event: Pick<EventRow, 'id' | 'facilitator_id'>,
  facilitator: string | null | undefined,
): Promise<boolean> {
  if (facilitator === undefined || facilitator === event.facilitator_id) return false
  await ctx.db
    .updateTable('event')
    .set({ facilitator_id: facilitator, updated_at: ctx.now })
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', event.id)
    .execute()
  await record(ctx, 'event.facilitator-named', {
    member: facilitator,
    subject: event.id,
    payload: { before: event.facilitator_id },
  })
  return true
}

export const leadSegment = verb(
  'events.lead-segment',
  {
    input: z.object({ id, position: whole(1, 1000), member: optional(z.union([id, z.literal('nobody')])) }),
    does: 'Takes a part of the agenda, or gives it to a member; `nobody` gives it back.',
    who: leadPart.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    const part = await partOf(ctx, event.id, input.position)
    allow(ctx, leadPart, { ...event, leader_id: part.leader_id })
    mustBePlanned(event)
    const leader = input.member === 'nobody' ? null : (input.member ?? memberOf(ctx).id)
    if (leader === part.leader_id) return { leader }
    if (leader && leader !== ctx.member?.id && !can(ctx, holdEvent, event))
      throw problem('member', 'events.not-for-others')
    if (leader) await mustTakePart(ctx, [leader], 'member', event.circle_id)
    const { numUpdatedRows } = await ctx.db
      .updateTable('segment')
      .set({ leader_id: leader })
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', event.id)
      .where('position', '=', part.position)
      // Two who take the same part at once: the second is told.
      .where('leader_id', 'is not distinct from', part.leader_id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Conflict('events.part-taken')
    return { leader }
  },
)

async function partOf(ctx: Ctx, event: string, position: number) {
  const part = await ctx.db
    .selectFrom('segment')
    .select(['position', 'leader_id'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .where('position', '=', position)
    .executeTakeFirst()
  if (!part) throw new NotFound('events.part')
  return part
}
