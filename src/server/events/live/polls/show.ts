/** What polls show in each view of the room, and in lists: nothing that is not to be seen yet. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../../ctx.ts'
import { can } from '../../../permissions/index.ts'
import { beInRoom, runRoom } from '../../../permissions/live.ts'
import { query } from '../../../verb.ts'
import { segmentsOf } from '../../segments.ts'
import { runsOf } from '../clock.ts'
import { roomFor, roomInput, type LiveRoom } from '../room.ts'
import type { Answer, PollKind } from './kinds.ts'
import { isOver, pollsOf, resultsOf, seenBy, seenByAll, votesOf, type PollRow } from './poll.ts'
import type { Results } from './tally.ts'
import { voterKey } from './voter.ts'

/** A poll as it is shown. Plain JSON. */
export interface ShownPoll {
  id: string
  kind: PollKind
  question: string
  state: 'draft' | 'open' | 'closed'
  shown: PollRow['results']
  anonymous: boolean
  changeable: boolean
  most: number | null
  scale: { low: number; high: number; lowLabel: string | null; highLabel: string | null } | null
  options: { id: string; label: string; startsAt: string | null }[]
  /** Title of the part of the agenda in which it is to be asked. */
  during: string | null
  /** Until when it is open for those who could not come; ISO instant. */
  closesAt: string | null
  /** How many have voted, where that is for the reader. */
  votes: number | null
  results: Results | null
}

export const polls = query(
  'live.polls',
  {
    input: z.object(roomInput),
    does: 'The polls of an event that were asked, with their results as far as you may see them; for whoever holds it also those prepared.',
    who: beInRoom.says,
  },
  async (ctx, input) => {
    const live = await roomFor(ctx, input)
    const runs = can(ctx, runRoom, live.event)
    const voted = runs ? '' : await pollGroups(ctx, live)
    return { polls: runs ? await readPollsForDesk(ctx, live) : await readPollsForHand(ctx, live, voted) }
  },
)

/** For participants: what is asked now, and what came of what was asked. `voted`: the polls whose results voting has opened. */
export async function readPollsForHand(ctx: Ctx, live: LiveRoom, voted = ''): Promise<ShownPoll[]> {
  const all = (await pollsOf(ctx, live.event.id)).filter(({ state }) => state !== 'draft')
  return Promise.all(
    newestFirst(all).map(async (poll) => {
      const mine = voted.split(',').includes(poll.id)
      return shown(poll, seenBy(poll, { voted: mine, runs: false }) ? await resultsOf(ctx, poll) : null)
    }),
  )
}

/** For whoever runs the room: all, with how many have voted. */
export async function readPollsForDesk(ctx: Ctx, live: LiveRoom): Promise<ShownPoll[]> {
  const all = await pollsOf(ctx, live.event.id)
  const titles = new Map((await segmentsOf(ctx, live.event.id)).map(({ id, title }) => [id, title]))
  return Promise.all(
    all.map(async (poll) => {
      const results = seenBy(poll, { voted: false, runs: true }) ? await resultsOf(ctx, poll) : null
      return {
        ...shown(poll, results),
        during: titles.get(poll.segment_id ?? '') ?? null,
        results,
        votes: results?.votes ?? (poll.state === 'draft' ? null : await votesOf(ctx, poll.id)),
      }
    }),
  )
}

/** What came of the polls of an event that are over, as far as everybody may see it, in the order in which they were asked. */
export async function readPollsForRecord(ctx: Ctx, event: string): Promise<ShownPoll[]> {
  const over = (await pollsOf(ctx, event)).filter((poll) => poll.state === 'closed' && seenByAll(poll))
  return Promise.all(
    newestFirst(over)
      .toReversed()
      .map(async (poll) => shown(poll, await resultsOf(ctx, poll))),
  )
}

/** For the wall: what is asked now; else what came of the last one, until the meeting moves on. */
export async function readPollForWall(ctx: Ctx, live: LiveRoom): Promise<ShownPoll | null> {
  const all = newestFirst((await pollsOf(ctx, live.event.id)).filter(({ state }) => state !== 'draft'))
  const open = all.find((poll) => poll.state === 'open' && !poll.closes_at)
  const poll = open ?? (await stillShown(ctx, live, all[0]))
  if (!poll) return null
  const results = seenByAll(poll) ? await resultsOf(ctx, poll) : null
  return { ...shown(poll, results), votes: results?.votes ?? (await votesOf(ctx, poll.id)) }
}

async function stillShown(ctx: Ctx, live: LiveRoom, last: PollRow | undefined): Promise<PollRow | undefined> {
  if (!last?.closed_at || last.results === 'hidden' || live.room?.ended_at) return undefined
  const began = (await runsOf(ctx, live.event.id)).find(({ ended_at }) => ended_at === null)?.began_at
  return !began || began.epochMilliseconds <= last.closed_at.epochMilliseconds ? last : undefined
}

/** Names the group of somebody: the open polls whose results they see because they have voted. */
export async function pollGroups(ctx: Ctx, live: LiveRoom): Promise<string> {
  const mine = await ownVotes(ctx, live)
  return mine
    .filter(({ poll, vote }) => vote && poll.results === 'after-vote')
    .map(({ poll }) => poll.id)
    .join(',')
}

/** What somebody answered to the polls that are open, for nobody but themselves: which boxes are ticked. */
export async function pollMarks(ctx: Ctx, live: LiveRoom): Promise<string[]> {
  const mine = await ownVotes(ctx, live)
  const supported = mine.flatMap(({ supports }) => supports.map((vote) => `same:${vote}`))
  return [
    ...mine.filter(({ vote }) => vote).flatMap(({ poll, vote }) => [`voted:${poll.id}`, ...marksOf(poll.id, vote!)]),
    ...supported,
  ]
}

/** Marks of one answer. */
export function marksOf(poll: string, vote: { id: string; answer: Answer }): string[] {
  const { c = [], n, y = [], m = [] } = vote.answer
  return [
    `own:${vote.id}`,
    ...c.map((option) => `chose:${option}`),
    ...c.map((option, i) => `rank:${option}:${i + 1}`),
    ...(n === undefined ? [] : [`rate:${poll}:${n}`]),
    ...y.map((option) => `date:${option}:yes`),
    ...m.map((option) => `date:${option}:maybe`),
  ]
}

interface Own {
  poll: PollRow
  vote: { id: string; answer: Answer } | null
  supports: string[]
}

async function ownVotes(ctx: Ctx, live: LiveRoom): Promise<Own[]> {
  const voter = live.me ?? (ctx.member ? { id: null, member_id: ctx.member.id } : null)
  const open = voter
    ? (await pollsOf(ctx, live.event.id)).filter((poll) => poll.state === 'open' && !isOver(ctx, poll))
    : []
  return Promise.all(
    open.map(async (poll) => {
      const at = { community_id: communityOf(ctx).id, poll_id: poll.id, voter: voterKey(poll, voter!) }
      const vote = await ctx.db
        .selectFrom('poll_vote')
        .select(['id', 'answer'])
        .where((eb) => eb.and(at))
        .executeTakeFirst()
      const supports =
        poll.kind === 'open'
          ? await ctx.db
              .selectFrom('poll_support')
              .select('vote_id')
              .where((eb) => eb.and(at))
              .execute()
          : []
      return {
        poll,
        vote: vote ? { id: vote.id, answer: vote.answer as Answer } : null,
        supports: supports.map(({ vote_id }) => vote_id),
      }
    }),
  )
}

function newestFirst(rows: readonly PollRow[]): PollRow[] {
  return rows.toSorted((a, b) => b.opened_at!.epochMilliseconds - a.opened_at!.epochMilliseconds)
}

/** A poll as it is shown, with those results. */
export function shown(poll: PollRow, results: Results | null): ShownPoll {
  return {
    id: poll.id,
    kind: poll.kind,
    question: poll.question,
    state: poll.state,
    shown: poll.results,
    anonymous: poll.is_anonymous,
    changeable: poll.is_changeable,
    most: poll.most,
    scale:
      poll.kind === 'scale'
        ? { low: poll.low!, high: poll.high!, lowLabel: poll.low_label, highLabel: poll.high_label }
        : null,
    options: poll.options.map(({ id, label, starts_at }) => ({ id, label, startsAt: starts_at })),
    during: null,
    closesAt: poll.closes_at?.toString() ?? null,
    votes: null,
    results: results && { ...results, answers: results.answers.filter(({ hidden }) => !hidden) },
  }
}
