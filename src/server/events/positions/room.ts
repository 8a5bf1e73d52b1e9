/**
 * Positions in the live room: whoever the pre-brief is for says where they stand until the debate begins, and again when
 * whoever runs the room says that it is over. Others in the room are not asked: a code lets browsers in, and two browsers
 * of one person would be two positions. What is announced goes to all of a group, so the group decides who gets the form.
 */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id } from '../../foundations/input.ts'
import { can } from '../../permissions/index.ts'
import { runRoom } from '../../permissions/live.ts'
import { takePosition } from '../../permissions/pre-brief.ts'
import { verb } from '../../verb.ts'
import { briefAccess } from '../brief.ts'
import { announce, roomToRun, runsOf, type LiveRoom } from '../live/index.ts'
import { takenAt, type RecordedShift, type TakenRow } from './read.ts'
import { positionsPanel, roundOf, stageOf, takerKey, type Round, type Stage, type Statement } from './round.ts'
import { shiftOf } from './shift.ts'
import { close } from './take.ts'

export const askPositionsAgain = verb(
  'live.ask-positions-again',
  {
    input: z.object({ id }),
    does: 'Says that the debate is over: those who were asked for positions before it are asked again, in the live room and on the page of the pre-brief. With the last part of the agenda it is asked by itself.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await roomToRun(ctx, input.id)
    const { round, stage } = await stageIn(ctx, live)
    if (!live.room.started_at) throw new Conflict('live.not-begun')
    if (!round) throw new Conflict('positions.nothing-asked')
    if (stage === 'closed') throw new Conflict('positions.closed')
    if (stage === 'after') return { asked: true }
    await ctx.db
      .updateTable('position_round')
      .set({ asked_again_at: ctx.now })
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', live.event.id)
      .execute()
    await record(ctx, 'position.asked-again', { subject: live.event.id })
    await announce(ctx, live.event.id, positionsPanel)
    return { asked: true }
  },
)

export const showShift = verb(
  'live.show-shift',
  {
    input: z.object({ id }),
    does: 'Ends asking for positions after a debate and shows the live room how they shifted; of fewer than four people only how many answered, unless they answered under their names.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await roomToRun(ctx, input.id)
    const { round, stage } = await stageIn(ctx, live)
    if (!round) throw new Conflict('positions.nothing-asked')
    if (stage === 'before' || stage === 'between') throw new Conflict('positions.too-early')
    await close(ctx, live.event.id)
    return { closed: true }
  },
)

/** Positions in a view of the room. Plain JSON. */
export interface PositionsInRoom {
  stage: Stage
  named: boolean
  /** How many have said at this stage where they stand; of a closed round, after the debate. */
  said: number
  /** For those who are asked, and whoever runs the room. */
  statements: Statement[]
  /** As far as it may be told now. */
  shifts: RecordedShift[]
}

/** The group of those who are asked; empty for anybody else. */
export async function positionsGroup(ctx: Ctx, { event }: LiveRoom): Promise<string> {
  const access = await briefAccess(ctx, event)
  return access && can(ctx, takePosition, access) ? 'asked' : ''
}

/** For participants: the form for those who are asked, and for all what came of it once it was closed in the room. */
export async function readPositionsForHand(ctx: Ctx, live: LiveRoom, group: string): Promise<PositionsInRoom | null> {
  const { round, stage } = await stageIn(ctx, live)
  if (!round || stage === 'between') return null
  if (stage === 'closed') return closedInRoom(live, round) ? shown(ctx, live, round, stage, 'all') : null
  if (group !== 'asked') return null
  // How many have answered changes with every answer, and says nothing to those who answer.
  return { ...(await shown(ctx, live, round, stage, 'nothing')), said: 0 }
}

/** For whoever runs the room: what is asked, how many answered, where they started from once the debate is on. */
export async function readPositionsForDesk(ctx: Ctx, live: LiveRoom): Promise<PositionsInRoom | null> {
  const { round, stage } = await stageIn(ctx, live)
  if (!round) return null
  return shown(ctx, live, round, stage, stage === 'before' ? 'nothing' : stage === 'closed' ? 'all' : 'before')
}

/** For the wall: that it is asked and of how many it came, but not on what; then the shift, until the meeting moves on. */
export async function readPositionsForWall(ctx: Ctx, live: LiveRoom): Promise<PositionsInRoom | null> {
  const { round, stage } = await stageIn(ctx, live)
  if (!round || stage === 'between' || live.room?.ended_at) return null
  if (stage !== 'closed') return { ...(await shown(ctx, live, round, stage, 'nothing')), statements: [] }
  const began = (await runsOf(ctx, live.event.id)).find(({ ended_at }) => ended_at === null)?.began_at
  const isNews = !began || !round.closed_at || Temporal.Instant.compare(began, round.closed_at) <= 0
  return isNews && closedInRoom(live, round) ? shown(ctx, live, round, stage, 'all') : null
}

/** What somebody chose at the stage that is asked now, for nobody but themselves. */
export async function positionMarks(ctx: Ctx, live: LiveRoom): Promise<string[]> {
  const { round, stage } = await stageIn(ctx, live)
  if (!round || !ctx.member || (stage !== 'before' && stage !== 'after')) return []
  const me = takerKey(round, live.event.id, ctx.member.id)
  const mine = (await takenAt(ctx, live.event)).filter((row) => row.taker.equals(me) && row[stage] !== null)
  return mine.length === 0
    ? []
    : [`stood:${stage}`, ...mine.map((row) => `stand:${stage}:${row.statement_id}:${row[stage]}`)]
}

async function stageIn(ctx: Ctx, { event }: LiveRoom): Promise<{ round: Round | undefined; stage: Stage }> {
  const round = await roundOf(ctx, event)
  return { round, stage: round ? stageOf(ctx.now, event, round) : 'closed' }
}

/** Whether the room was still on when the round was closed: what came of one that ended later stands in the record. */
function closedInRoom({ room }: LiveRoom, { closed_at }: Round): boolean {
  if (!room || !closed_at) return false
  return !room.ended_at || Temporal.Instant.compare(closed_at, room.ended_at) <= 0
}

async function shown(
  ctx: Ctx,
  { event }: LiveRoom,
  { is_named: named, statements }: Round,
  stage: Stage,
  until: 'nothing' | 'before' | 'all',
): Promise<PositionsInRoom> {
  const rows = await takenAt(ctx, event)
  const of = (statement: string) => rows.filter(({ statement_id }) => statement_id === statement)
  const shifts = statements.map(({ id, text }) => ({ text, shift: shiftOf(of(id), until, named) }))
  return {
    stage,
    named,
    said: peopleIn(rows, stage === 'before' || stage === 'between' ? 'before' : 'after'),
    statements,
    // Reasons are read on the page of the pre-brief and in the record: a room only sees how it lies.
    shifts:
      until === 'nothing'
        ? []
        : shifts.map(({ text, shift }) => ({ text, shift: { ...shift, whys: { before: [], after: [] } } })),
  }
}

/** People who said something then. Closing gives every row a name of its own: from then on, those of the statement that most answered. */
function peopleIn(rows: readonly TakenRow[], when: 'before' | 'after'): number {
  const said = rows.filter((row) => row[when] !== null)
  const each = Map.groupBy(said, ({ statement_id }) => statement_id)
  return Math.max(0, ...[...each.values()].map(({ length }) => length))
}
