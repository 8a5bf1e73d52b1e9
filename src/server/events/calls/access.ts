/** The only ways to load a call and a proposal. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { can } from '../../permissions/index.ts'
import { seeCall, tendCall, type CallAccess } from '../../permissions/calls.ts'
import type { Confidence } from '../input.ts'

export interface CallRow extends CallAccess {
  id: string
  format_key: string
  format_name: string
  event_id: string | null
  event_title: string | null
  event_starts_at: Temporal.Instant | null
  series_id: string | null
  series_title: string | null
  title: string
  text: string | null
  questions: string[]
  deadline: string
  closes_at: Temporal.Instant
  circle: string | null
  opened_at: Temporal.Instant
  opened_by: string | null
  closed_at: Temporal.Instant | null
}

export const proposalStates = ['draft', 'proposed', 'placed', 'waiting', 'declined', 'withdrawn'] as const
export type ProposalState = (typeof proposalStates)[number]

export interface ProposalRow {
  id: string
  call_id: string
  member_id: string
  title: string
  answers: string[]
  confidence: Confidence
  state: ProposalState
  event_id: string | null
  segment_id: string | null
  reason: string | null
  created_at: Temporal.Instant
  updated_at: Temporal.Instant
}

/** Columns of a call; its event lends its facilitator, so that whoever holds the event tends the call. */
export const callColumns = sql`c.id, c.format_key, f.name as format_name, c.event_id, e.title as event_title, e.starts_at as event_starts_at,
  c.series_id, s.title as series_title, c.title, c.text, c.questions, c.deadline, c.closes_at, c.circle_id, k.name as circle,
  c.opened_at, c.opened_by, c.closed_at, false as is_public, e.facilitator_id`
export const callTables = sql`call c
  join event_format f on f.community_id = c.community_id and f.key = c.format_key
  left join event e on e.community_id = c.community_id and e.id = c.event_id
  left join series s on s.community_id = c.community_id and s.id = c.series_id
  left join circle k on k.community_id = c.community_id and k.id = c.circle_id`

/** A call that the actor may read. Throws NotFound `calls.call` for every other. */
export async function callFor(ctx: Ctx, id: string): Promise<CallRow> {
  if (!z.uuid().safeParse(id).success) throw new NotFound('calls.call')
  const { rows } =
    await sql<CallRow>`select ${callColumns} from ${callTables} where c.community_id = ${communityOf(ctx).id} and c.id = ${id}`.execute(
      ctx.db,
    )
  if (!rows[0] || !can(ctx, seeCall, rows[0])) throw new NotFound('calls.call')
  return rows[0]
}

/** A proposal with its call, its row locked: for whoever made it and for whoever tends the call. Throws NotFound `calls.proposal`. */
export async function proposalToChange(ctx: Ctx, id: string): Promise<{ proposal: ProposalRow; call: CallRow }> {
  const { rows } =
    await sql<ProposalRow>`select id, call_id, member_id, title, answers, confidence, state, event_id, segment_id,
      reason, created_at, updated_at
      from proposal where community_id = ${communityOf(ctx).id} and id = ${id} for no key update`.execute(ctx.db)
  const [proposal] = rows
  if (!proposal) throw new NotFound('calls.proposal')
  const call = await callFor(ctx, proposal.call_id)
  const mine = ctx.member?.id === proposal.member_id
  // A draft is nobody else's yet.
  if (!mine && (proposal.state === 'draft' || !can(ctx, tendCall, call))) throw new NotFound('calls.proposal')
  return { proposal, call }
}

export function isOpen(ctx: Ctx, call: Pick<CallRow, 'closes_at' | 'closed_at'>): boolean {
  return call.closed_at === null && call.closes_at.epochMilliseconds > ctx.now.epochMilliseconds
}
