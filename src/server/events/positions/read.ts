/** Positions as they are shown: to whoever is asked, and in the record. */
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import { can } from '../../permissions/index.ts'
import { takePosition, tendPreBrief } from '../../permissions/pre-brief.ts'
import type { EventRow } from '../access.ts'
import type { Briefed } from '../brief.ts'
import { endsAsking, roundOf, stageOf, takerKey, type Stage } from './round.ts'
import { shiftOf, type Shift, type Taken } from './shift.ts'

export interface ShownPositions {
  stage: Stage
  named: boolean
  /** ISO instant until which it can still be said where one stands. */
  until: string
  statements: {
    id: string
    text: string
    /** What the reader said at this stage, for the form. */
    mine: { value: number; why: string | null } | null
    shift: Shift
    /** Of a round under names, once the first positions are shown. */
    people: { name: string; before: number | null; after: number | null }[]
  }[]
  may: { take: boolean; close: boolean }
}

export type TakenRow = Taken & { statement_id: string; taker: Buffer; name: string | null }

/** The positions on what an event debates, as far as this reader may see them now; `null` where nothing is asked. */
export async function positionsFor(ctx: Ctx, event: Briefed['event']): Promise<ShownPositions | null> {
  const round = await roundOf(ctx, event)
  if (!round) return null
  const stage = stageOf(ctx.now, event, round)
  const rows = await takenAt(ctx, event)
  const asked = (stage === 'before' || stage === 'after') && can(ctx, takePosition, event)
  const me = asked ? takerKey(round, event.id, ctx.member!.id) : null
  const until = stage === 'before' ? 'nothing' : stage === 'closed' ? 'all' : 'before'
  return {
    stage,
    named: round.is_named,
    until: (stage === 'before' ? event.starts_at : endsAsking(event)).toString(),
    statements: round.statements.map(({ id, text }) => {
      const taken = rows.filter(({ statement_id }) => statement_id === id)
      return {
        id,
        text,
        mine: mineOf(taken, me, stage),
        shift: shiftOf(taken, until, round.is_named),
        people: round.is_named && until !== 'nothing' ? named(taken, until === 'all') : [],
      }
    }),
    may: { take: asked, close: stage === 'after' && can(ctx, tendPreBrief, event) },
  }
}

export interface RecordedShift {
  text: string
  shift: Shift
}

/** What the record tells: how every statement shifted, once the round is closed; else until when it is asked, or nothing. */
export async function positionsForRecord(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id' | 'state' | 'starts_at' | 'ends_at'>,
): Promise<RecordedShift[] | { until: Temporal.Instant } | null> {
  const round = await roundOf(ctx, event)
  if (!round || event.state === 'cancelled') return null
  if (stageOf(ctx.now, event, round) !== 'closed') return { until: endsAsking(event) }
  const rows = await takenAt(ctx, event)
  if (rows.length === 0) return null
  return round.statements.map(({ id, text }) => ({
    text,
    shift: shiftOf(
      rows.filter(({ statement_id }) => statement_id === id),
      'all',
      round.is_named,
    ),
  }))
}

/** Every row of a round. Whoever asks tells no more of it than may be told. */
export async function takenAt(ctx: Ctx, event: Pick<EventRow, 'community_id' | 'id'>): Promise<TakenRow[]> {
  const { rows } = await sql<TakenRow>`
    select t.statement_id, t.taker, m.name, t.before, t.before_why, t.after, t.after_why
      from position_taken t
      join statement s on s.community_id = t.community_id and s.id = t.statement_id
      left join member m on m.community_id = t.community_id and m.id = t.member_id
     where s.community_id = ${event.community_id} and s.event_id = ${event.id}
     order by m.name, t.taker`.execute(ctx.db)
  return rows
}

function mineOf(taken: readonly TakenRow[], me: Buffer | null, stage: Stage) {
  const row = me && taken.find(({ taker }) => taker.equals(me))
  if (!row) return null
  const [value, why] = stage === 'before' ? [row.before, row.before_why] : [row.after, row.after_why]
  return value === null ? null : { value, why }
}

const named = (taken: readonly TakenRow[], all: boolean) =>
  taken.flatMap(({ name, before, after }) => (name ? [{ name, before, after: all ? after : null }] : []))

/** What a letter asks: the stage, the statements, and who has answered at it already. */
export async function positionsAsked(ctx: Ctx, event: EventRow) {
  const round = await roundOf(ctx, event)
  if (!round) return null
  const stage = stageOf(ctx.now, event, round)
  const rows = await takenAt(ctx, event)
  return {
    stage,
    named: round.is_named,
    statements: round.statements.map(({ text }) => text),
    has: (member: string) => {
      const me = takerKey(round, event.id, member)
      return rows.some((row) => row.taker.equals(me) && (stage === 'before' ? row.before : row.after) !== null)
    },
  }
}
