/** What waits for a steward about promises. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { circleFor } from '../../communities/index.ts'
import { slug } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { tendPromises } from '../../permissions/promises.ts'
import { query } from '../../verb.ts'
import type { PromiseRule } from './rule.ts'

export interface AskedExcuse {
  id: string
  name: string
  organisation: string | null
  title: string
  event_id: string
  starts_at: string
  reason: string
  /** Excuses granted to them in the year before. */
  granted: number
}

export interface PromiseStep {
  id: string
  member_id: string
  name: string
  rule: 'talk' | 'move'
  held: number
  attended: number
  due: number
  proposed_at: string
  state: 'proposed' | 'done' | 'let-be'
  decided_at: string | null
  note: string | null
}

export const promisesToTend = query(
  'events.promises-to-tend',
  {
    input: z.object({ circle: slug }),
    does: 'What waits for a steward about the promise of a circle: excuses that were asked for, what its rule proposes, and what became of earlier proposals.',
    who: tendPromises.says,
  },
  async (ctx, input) => {
    allow(ctx, tendPromises, undefined)
    const circle = await circleFor(ctx, input.circle)
    const { promise_rule } = await ctx.db
      .selectFrom('circle')
      .select('promise_rule')
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', circle.id)
      .executeTakeFirstOrThrow()
    const steps = await stepsOf(ctx, circle.id)
    return {
      rule: promise_rule as PromiseRule,
      excuses: await excusesOf(ctx, circle.id),
      proposed: steps.filter(({ state }) => state === 'proposed'),
      decided: steps.filter(({ state }) => state !== 'proposed'),
    }
  },
)

async function excusesOf(ctx: Ctx, circle: string): Promise<AskedExcuse[]> {
  const { rows } = await sql<Omit<AskedExcuse, 'starts_at'> & { starts_at: Temporal.Instant }>`
    select x.id, m.name, m.organisation, e.title, e.id as event_id, e.starts_at, x.reason,
           (select count(*)::int from absence g where g.community_id = x.community_id and g.member_id = x.member_id
               and g.state = 'granted' and g.decided_at > ${ctx.now.subtract({ hours: 24 * 365 })}) as granted
      from absence x
      join event e on e.community_id = x.community_id and e.id = x.event_id and e.promise_circle_id = ${circle}
      join member m on m.community_id = x.community_id and m.id = x.member_id
     where x.community_id = ${communityOf(ctx).id} and x.state = 'asked'
     order by e.starts_at, x.asked_at, x.id limit 100`.execute(ctx.db)
  return rows.map((row) => ({ ...row, starts_at: row.starts_at.toString() }))
}

/** Those that wait, and the newest that were decided. */
async function stepsOf(ctx: Ctx, circle: string): Promise<PromiseStep[]> {
  const { rows } = await sql<
    Omit<PromiseStep, 'proposed_at' | 'decided_at'> & Record<'proposed_at' | 'decided_at', Temporal.Instant>
  >`
    select s.id, s.member_id, m.name, s.rule, s.held, s.attended, s.due, s.proposed_at, s.state, s.decided_at, s.note
      from promise_step s join member m on m.community_id = s.community_id and m.id = s.member_id
     where s.community_id = ${communityOf(ctx).id} and s.circle_id = ${circle}
     order by s.state = 'proposed' desc, coalesce(s.decided_at, s.proposed_at) desc, s.id limit 100`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    proposed_at: row.proposed_at.toString(),
    decided_at: row.decided_at?.toString() ?? null,
  }))
}
