/** What whoever tends a call does with a proposal: place it, keep it for later, decline it with a reason. */
import { z } from 'zod'
import { communityOf, personOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record, type Fact } from '../../facts.ts'
import { id, lines, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { tendCall } from '../../permissions/calls.ts'
import { holdEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventToChange, mustBePlanned } from '../access.ts'
import { mustTakePart } from '../people.ts'
import { proposalToChange, type ProposalRow } from './access.ts'
import { freePart, update } from './propose.ts'

const note = optional(lines(2000))
/** States from which an answer can be given or given anew. */
const answerable = ['proposed', 'waiting', 'placed']

export const placeProposal = verb(
  'events.place-proposal',
  {
    input: z.object({ id, event: id, segment: id, note }),
    does: 'Gives a proposal a part of the agenda of an event; who proposed leads that part, and is told by mail.',
    who: tendCall.says,
  },
  async (ctx, input) => {
    const proposal = await toAnswer(ctx, input.id)
    const event = await eventToChange(ctx, input.event)
    allow(ctx, holdEvent, event)
    mustBePlanned(event)
    await mustTakePart(ctx, [proposal.member_id], 'segment', event.circle_id)
    const part = await ctx.db
      .selectFrom('segment')
      .select(['id', 'leader_id'])
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', event.id)
      .where('id', '=', input.segment)
      .executeTakeFirst()
    if (!part) throw new NotFound('events.part')
    if (part.leader_id !== null && part.leader_id !== proposal.member_id) throw new Conflict('calls.part-led')
    await mustBeFree(ctx, event.id, part.id, proposal.id)
    if (proposal.segment_id && proposal.segment_id !== part.id)
      await freePart(ctx, proposal.segment_id, proposal.member_id)
    await ctx.db
      .updateTable('segment')
      .set({ leader_id: proposal.member_id })
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', event.id)
      .where('id', '=', part.id)
      .execute()
    await answered(ctx, proposal, {
      state: 'placed',
      event_id: event.id,
      segment_id: part.id,
      reason: input.note || null,
    })
    await record(ctx, 'proposal.placed', {
      member: proposal.member_id,
      subject: proposal.id,
      payload: { event: event.id },
    })
    return { state: 'placed' as const }
  },
)

export const keepProposal = verb(
  'events.keep-proposal',
  {
    input: z.object({ id, note }),
    does: 'Thanks for a proposal and keeps it for a later event; who proposed is told by mail.',
    who: tendCall.says,
  },
  async (ctx, input) => {
    const proposal = await toAnswer(ctx, input.id)
    await leaveWaiting(ctx, proposal, input.note || null)
    await record(ctx, 'proposal.kept', { member: proposal.member_id, subject: proposal.id })
    return { state: 'waiting' as const }
  },
)

export const declineProposal = verb(
  'events.decline-proposal',
  {
    input: z.object({ id, reason: lines(2000).pipe(z.string().min(1, 'field.empty')) }),
    does: 'Declines a proposal with a reason, which whoever proposed reads in a mail.',
    who: tendCall.says,
  },
  async (ctx, input) => {
    const proposal = await toAnswer(ctx, input.id)
    if (proposal.segment_id) await freePart(ctx, proposal.segment_id, proposal.member_id)
    await answered(ctx, proposal, { state: 'declined', event_id: null, segment_id: null, reason: input.reason })
    await record(ctx, 'proposal.declined', { member: proposal.member_id, subject: proposal.id })
    return { state: 'declined' as const }
  },
)

/** The reaction to `event.cancelled`: what was placed there waits for a later event. */
export async function freeProposals(ctx: Ctx, fact: Fact): Promise<void> {
  const placed = await ctx.db
    .selectFrom('proposal')
    .select(['id', 'member_id', 'segment_id'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', fact.subjectId)
    .where('state', '=', 'placed')
    .execute()
  for (const proposal of placed)
    await ctx.db.transaction().execute(async (db) => {
      const inner = { ...ctx, db }
      await update(inner, proposal.id, { state: 'waiting', event_id: null, segment_id: null, updated_at: ctx.now })
      await record(inner, 'proposal.kept', {
        member: proposal.member_id,
        subject: proposal.id,
        payload: { cancelled: fact.subjectId },
      })
    })
}

async function toAnswer(ctx: Ctx, id: string): Promise<ProposalRow> {
  const { proposal, call } = await proposalToChange(ctx, id)
  allow(ctx, tendCall, call)
  if (!answerable.includes(proposal.state)) throw new Conflict('calls.answered')
  return proposal
}

async function leaveWaiting(ctx: Ctx, proposal: ProposalRow, reason: string | null): Promise<void> {
  if (proposal.segment_id) await freePart(ctx, proposal.segment_id, proposal.member_id)
  await answered(ctx, proposal, { state: 'waiting', event_id: null, segment_id: null, reason })
}

async function answered(ctx: Ctx, proposal: ProposalRow, set: Record<string, unknown>): Promise<void> {
  await update(ctx, proposal.id, { ...set, answered_at: ctx.now, answered_by: personOf(ctx).id, updated_at: ctx.now })
}

/** A part holds one proposal; the database says the same. */
async function mustBeFree(ctx: Ctx, event: string, segment: string, proposal: string): Promise<void> {
  const other = await ctx.db
    .selectFrom('proposal')
    .select('id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .where('segment_id', '=', segment)
    .where('id', '<>', proposal)
    .executeTakeFirst()
  if (other) throw new Conflict('calls.part-led')
}
