/** Loading polls: the row, its options, and what somebody may see of its results. */
import { sql, type Selectable } from 'kysely'
import { communityOf, type Ctx } from '../../../ctx.ts'
import type { Poll } from '../../../database.gen.ts'
import { Conflict, NotFound } from '../../../errors.ts'
import type { PollKind, PollOption, ResultsShown } from './kinds.ts'
import { tally, type CastVote, type Results } from './tally.ts'

export type PollRow = Omit<Selectable<Poll>, 'kind' | 'results' | 'state'> & {
  kind: PollKind
  results: ResultsShown
  state: 'draft' | 'open' | 'closed'
  options: PollOption[]
}

type Hold = 'voting' | 'change'

/** The polls of an event in the order in which they were prepared, or one of them, with their options. */
async function load(ctx: Ctx, event: string, only: string | null, hold?: Hold): Promise<PollRow[]> {
  const held = { voting: sql`for share of p`, change: sql`for update of p` }
  const { rows } = await sql<PollRow>`
    select p.*, (select coalesce(json_agg(json_build_object('id', o.id, 'label', o.label, 'is_right', o.is_right,
                        'starts_at', o.starts_at) order by o.position), '[]')
                   from poll_option o where o.community_id = p.community_id and o.poll_id = p.id) as options
      from poll p
     where p.community_id = ${communityOf(ctx).id} and p.event_id = ${event}
       and (${only}::uuid is null or p.id = ${only}::uuid)
     order by p.id ${hold ? held[hold] : sql``}`.execute(ctx.db)
  return rows
}

export function pollsOf(ctx: Ctx, event: string): Promise<PollRow[]> {
  return load(ctx, event, null)
}

/**
 * One poll of an event. `for` locks its row: `voting` lets others vote at the same time but nobody close it, `change` lets
 * nobody else in. Throws NotFound `live.poll`.
 */
export async function pollFor(ctx: Ctx, event: string, id: string, hold?: Hold): Promise<PollRow> {
  const [poll] = await load(ctx, event, id, hold)
  if (!poll) throw new NotFound('live.poll')
  return poll
}

/** Throws Conflict `live.poll-draft` or `live.poll-closed`. */
export function mustBeAsked(ctx: Ctx, poll: PollRow): void {
  if (poll.state === 'draft') throw new Conflict('live.poll-draft')
  if (poll.state === 'closed' || isOver(ctx, poll)) throw new Conflict('live.poll-closed')
}

/** A poll that was open for some days, and they are over. */
export function isOver(ctx: Ctx, poll: Pick<PollRow, 'closes_at'>): boolean {
  return poll.closes_at !== null && poll.closes_at.epochMilliseconds <= ctx.now.epochMilliseconds
}

/** Whether results are for everybody in the room now: on the wall, say. */
export function seenByAll(poll: Pick<PollRow, 'state' | 'results'>): boolean {
  return poll.results === 'live' ? poll.state !== 'draft' : poll.state === 'closed' && poll.results !== 'hidden'
}

/** Whether somebody sees results now: whoever holds the event, once a poll is closed or its voters may see them. */
export function seenBy(poll: Pick<PollRow, 'state' | 'results'>, who: { voted: boolean; runs: boolean }): boolean {
  if (seenByAll(poll)) return true
  if (poll.state === 'closed') return who.runs
  return poll.state === 'open' && poll.results === 'after-vote' && (who.voted || who.runs)
}

/** How many voted. */
export async function votesOf(ctx: Ctx, poll: string): Promise<number> {
  const { n } = await ctx.db
    .selectFrom('poll_vote')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('community_id', '=', communityOf(ctx).id)
    .where('poll_id', '=', poll)
    .executeTakeFirstOrThrow()
  return n
}

/** The results of a poll as they are now. Asks no permission: `seenBy` says who sees them. */
export async function resultsOf(ctx: Ctx, poll: PollRow): Promise<Results> {
  const { rows } = await sql<CastVote>`
    select v.id, v.answer, v.is_hidden as hidden, v.merged_into as "mergedInto",
           encode(v.voter, 'hex') || coalesce((select ',' || string_agg(encode(s.voter, 'hex'), ',') from poll_support s
             where s.community_id = v.community_id and s.poll_id = v.poll_id and s.vote_id = v.id), '') as voters
      from poll_vote v
     where v.community_id = ${communityOf(ctx).id} and v.poll_id = ${poll.id}`.execute(ctx.db)
  const votes = rows.map((row) => ({ ...row, voters: String(row.voters).split(',') }))
  return tally(poll, votes, poll.state === 'closed')
}
