/** What a member does with a proposal: write it, send it, take it back. */
import { z } from 'zod'
import { communityOf, memberOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { flag, id, line, lines, oneOf, optional } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { allow } from '../../permissions/index.ts'
import { propose as mayPropose } from '../../permissions/calls.ts'
import { verb } from '../../verb.ts'
import { confidences } from '../input.ts'
import { callFor, isOpen, proposalToChange, type CallRow } from './access.ts'

/** Nobody has more to propose to one call; a program that does is mistaken. */
const most = 20

export const propose = verb(
  'events.propose',
  {
    input: z.object({
      call: id,
      /** Id of a proposal of one's own that is to be changed. */
      proposal: optional(id),
      title: line(200),
      answers: z.array(lines(5000)).max(12).optional(),
      confidence: optional(oneOf(confidences)),
      /** Kept for oneself, to be gone on with. */
      draft: flag.optional(),
    }),
    does: 'Proposes a case or a showcase to a call, changes a proposal that has no answer yet, or keeps a draft.',
    who: mayPropose.says,
  },
  async (ctx, input) => {
    const member = memberOf(ctx).id
    const call = await callFor(ctx, input.call)
    allow(ctx, mayPropose, call)
    const before = input.proposal ? await mine(ctx, call, input.proposal) : null
    // What waits for a later event may be made better after the call has closed.
    if (!isOpen(ctx, call) && before?.state !== 'waiting') throw new Conflict('calls.closed')
    const state = before?.state === 'waiting' ? 'waiting' : input.draft ? 'draft' : 'proposed'
    const written = {
      title: input.title,
      answers: JSON.stringify(call.questions.map((_, n) => input.answers?.[n] ?? '')),
      confidence: input.confidence ?? 'learned-leaves',
      state,
      updated_at: ctx.now,
    }
    const proposal = before?.id ?? newId(ctx.now)
    if (before) await update(ctx, proposal, written)
    else {
      await mustBeFew(ctx, call, member)
      await ctx.db
        .insertInto('proposal')
        .values({
          ...written,
          community_id: communityOf(ctx).id,
          id: proposal,
          call_id: call.id,
          member_id: member,
          created_at: ctx.now,
        })
        .execute()
    }
    if (state === 'proposed' && before?.state !== 'proposed')
      await record(ctx, 'proposal.made', { subject: proposal, payload: { call: call.id } })
    return { proposal, state }
  },
)

export const withdrawProposal = verb(
  'events.withdraw-proposal',
  {
    input: z.object({ id }),
    does: 'Takes back a proposal of your own; a draft goes for good. One that was placed gives its part of the agenda back.',
    who: mayPropose.says,
  },
  async (ctx, input) => {
    const member = memberOf(ctx).id
    const { proposal } = await proposalToChange(ctx, input.id)
    if (proposal.member_id !== member) throw new NotFound('calls.proposal')
    if (['withdrawn', 'declined'].includes(proposal.state)) return { state: proposal.state }
    if (proposal.state === 'draft') {
      await ctx.db
        .deleteFrom('proposal')
        .where('community_id', '=', communityOf(ctx).id)
        .where('id', '=', proposal.id)
        .execute()
      return { state: 'withdrawn' as const }
    }
    if (proposal.segment_id) await freePart(ctx, proposal.segment_id, member)
    await update(ctx, proposal.id, { state: 'withdrawn', event_id: null, segment_id: null, updated_at: ctx.now })
    await record(ctx, 'proposal.withdrawn', { subject: proposal.id, payload: { was: proposal.state } })
    return { state: 'withdrawn' as const }
  },
)

/** The part of the agenda waits for somebody again, if it is still led by that member. */
export async function freePart(ctx: Ctx, segment: string, member: string): Promise<void> {
  await ctx.db
    .updateTable('segment')
    .set({ leader_id: null })
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', segment)
    .where('leader_id', '=', member)
    .execute()
}

export async function update(ctx: Ctx, proposal: string, set: Record<string, unknown>): Promise<void> {
  await ctx.db
    .updateTable('proposal')
    .set(set)
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', proposal)
    .execute()
}

/** One's own proposal to this call that may still be written. */
async function mine(ctx: Ctx, call: CallRow, id: string) {
  const { proposal } = await proposalToChange(ctx, id)
  if (proposal.member_id !== ctx.member?.id || proposal.call_id !== call.id) throw new NotFound('calls.proposal')
  if (!['draft', 'proposed', 'waiting'].includes(proposal.state)) throw new Conflict('calls.answered')
  return proposal
}

async function mustBeFew(ctx: Ctx, call: CallRow, member: string): Promise<void> {
  const { n } = await ctx.db
    .selectFrom('proposal')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('community_id', '=', communityOf(ctx).id)
    .where('call_id', '=', call.id)
    .where('member_id', '=', member)
    .executeTakeFirstOrThrow()
  if (Number(n) >= most) throw new Conflict('calls.many', { most })
}
