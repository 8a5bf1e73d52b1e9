/** What waits on Home for whoever holds events, in one question. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../ctx.ts'
import { allow, isSteward } from '../permissions/index.ts'
import { planEvents } from '../permissions/events.ts'
import { query } from '../verb.ts'
import { toClose, type EventToClose } from './record/to-close.ts'
import { ending, type EndingSeries } from './series/ending.ts'

export interface HoldersDue {
  toClose: EventToClose[]
  ending: EndingSeries[]
}

export const holdersDue = query(
  'events.holders-due',
  {
    input: z.object({}),
    does: 'What waits for whoever holds events. The events of the last thirty days that are over and not closed: your own, and for stewards those that nobody facilitates or closed within a day; newest first, three at most. For stewards the series that end within eight weeks, or ended in the last four, and that nobody has renewed or ended.',
    who: planEvents.says,
  },
  async (ctx): Promise<HoldersDue> => {
    allow(ctx, planEvents, undefined)
    return due(ctx)
  },
)

async function due(ctx: Ctx): Promise<HoldersDue> {
  const ends = isSteward(ctx) ? sql`(select json_agg(s) from (${ending(ctx)}) as s)` : sql`null::json`
  const { rows } = await sql<{ closing: EventToClose[] | null; ending: EndingSeries[] | null }>`
    select (select json_agg(e) from (${toClose(ctx)}) as e) as closing, ${ends} as ending`.execute(ctx.db)
  const { closing, ending: series } = rows[0]!
  return {
    toClose: (closing ?? []).map(({ id, title, ends_at, zone }) => ({
      id,
      title,
      ends_at: Temporal.Instant.from(ends_at).toString(),
      zone,
    })),
    ending: (series ?? []).map(({ id, title, ends_on }) => ({ id, title, ends_on })),
  }
}
