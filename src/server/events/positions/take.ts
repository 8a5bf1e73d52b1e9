/** Taking a position on what the panel will debate, and closing the round. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, memberOf, transaction, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, line, whole } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { takePosition as may, tendPreBrief } from '../../permissions/pre-brief.ts'
import { verb } from '../../verb.ts'
import { briefFor, briefToTend } from '../brief.ts'
import { problem } from '../input.ts'
import { announce } from '../live/index.ts'
import { closeRound, openHours, positionsPanel, roundOf, stageOf, takerKey } from './round.ts'

/** Rows of a form; one where nothing was chosen is no position. */
const positions = z.preprocess(
  (value) =>
    Array.isArray(value)
      ? value.filter((row) => row?.value !== undefined && row.value !== '' && row.value !== null)
      : value,
  z
    .array(z.object({ statement: id, value: whole(1, 5), why: z.union([z.literal(''), line(300)]).optional() }))
    .min(1, 'positions.none')
    .max(5),
)

export const takePosition = verb(
  'events.take-position',
  {
    input: z.object({ id, positions }),
    does: 'Says how far you agree with what will be debated (1 disagree … 5 agree) and why in a line: before the meeting, and again after it. May be changed while it is asked; without a reason the one that was given for the same position stays.',
    who: may.says,
    leavesNoTrace: true,
  },
  async (ctx, input) => {
    const { event } = await briefFor(ctx, input.id)
    allow(ctx, may, event)
    const round = await roundOf(ctx, event, 'share')
    if (!round) throw new Conflict('positions.nothing-asked')
    const stage = stageOf(ctx.now, event, round)
    if (stage !== 'before' && stage !== 'after') throw new Conflict(`positions.${stage}`)
    const known = new Set(round.statements.map(({ id }) => id))
    const member = memberOf(ctx).id
    const taker = takerKey(round, event.id, member)
    const whose = round.is_named ? member : null
    const [said, reason] = [sql.ref(stage), sql.ref(`${stage}_why`)]
    for (const { statement, value, why } of input.positions) {
      if (!known.has(statement)) throw problem('positions', 'positions.statement')
      const keepsReason = why === undefined
      await sql`insert into position_taken (community_id, statement_id, taker, member_id, ${said}, ${reason})
        values (${communityOf(ctx).id}, ${statement}, ${taker}, ${whose}, ${value}, ${why || null})
        on conflict (community_id, statement_id, taker)
          do update set ${said} = excluded.${said}, ${reason} = ${keepsReason ? sql`case when position_taken.${said} = excluded.${said} then position_taken.${reason} end` : sql`excluded.${reason}`}`.execute(
        ctx.db,
      )
    }
    await announce(ctx, event.id, positionsPanel)
    // Of a round without names nothing is kept that says who answered when.
    if (round.is_named) await record(ctx, 'position.taken', { subject: event.id, payload: { stage } })
    return { stage }
  },
)

export const closePositions = verb(
  'events.close-positions',
  {
    input: z.object({ id }),
    does: 'Ends asking for positions after the meeting, and shows how they shifted. It ends by itself after three days.',
    who: tendPreBrief.says,
  },
  async (ctx, input) => {
    const { event } = await briefToTend(ctx, input.id)
    const round = await roundOf(ctx, event)
    if (!round) throw new Conflict('positions.nothing-asked')
    const stage = stageOf(ctx.now, event, round)
    if (stage === 'before' || stage === 'between') throw new Conflict('positions.too-early')
    await close(ctx, event.id)
    return { closed: true }
  },
)

/** Closes what has been asked long enough, or is of an event that was called off: a job of each night, in every community. */
export async function closeOldRounds(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ community_id: string; event_id: string }>`
    select r.community_id, r.event_id
      from position_round r join event e on e.community_id = r.community_id and e.id = r.event_id
     where r.closed_at is null and (e.state = 'cancelled' or e.ends_at < ${ctx.now.subtract({ hours: openHours })})`.execute(
    ctx.db,
  )
  for (const { community_id, event_id } of rows) {
    const community = { id: community_id } as NonNullable<Ctx['community']>
    await transaction({ ...ctx, community }, async (ctx) => {
      await close(ctx, event_id)
    })
  }
}

/** Closes a round in the transaction at hand; whoever is in the room sees how it came out. Asks no permission. */
export async function close(ctx: Ctx, event: string): Promise<void> {
  if (!(await closeRound(ctx, event))) return
  await record(ctx, 'position.closed', { subject: event })
  await announce(ctx, event, positionsPanel)
}
