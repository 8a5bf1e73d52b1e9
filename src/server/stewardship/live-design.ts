/** The design beside reality: what was promised, what is there, what has been held. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { allow } from '../permissions/index.ts'
import { steward } from '../permissions/communities.ts'
import { query } from '../verb.ts'

export const liveDesign = query(
  'stewardship.live-design',
  {
    input: z.object({}),
    does: 'Everything that the design made, as it is now: rhythm promised and held, circles, roles, channels, content types, indicators, surveys, budget, triggers.',
    who: steward.says,
  },
  async (ctx) => {
    allow(ctx, steward, undefined)
    const community = communityOf(ctx).id
    const today = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate().toString()
    const all = <
      T extends 'channel' | 'content_type' | 'indicator_target' | 'survey_plan' | 'budget_line' | 'decision_trigger',
    >(
      table: T,
    ) =>
      sql<
        Record<string, unknown>
      >`select * from ${sql.table(table)} where community_id = ${community} order by position`
        .execute(ctx.db)
        .then(({ rows }) => rows)
    const [launches, rhythm, channels, contentTypes, indicators, surveys, budget, triggers] = await Promise.all([
      launchesOf(ctx),
      rhythmOf(ctx),
      all('channel'),
      all('content_type'),
      all('indicator_target'),
      all('survey_plan'),
      all('budget_line'),
      all('decision_trigger'),
    ])
    return {
      launches,
      rhythm,
      channels: channels.map(
        ({ key, name, purpose, tool }) =>
          ({ key, name, purpose, tool }) as { key: string; name: string; purpose: string; tool: string | null },
      ),
      contentTypes: contentTypes.map(
        ({ key, name, data }) =>
          ({ key, name, ...reviewOf(data) }) as {
            key: string
            name: string
            reviewers: string | null
            reviewMonths: number | null
          },
      ),
      indicators: indicators as unknown as {
        key: string
        level: string
        target: number | null
        green: string | null
        frequency: string
        why: string | null
      }[],
      surveys: (surveys as unknown as { key: string; name: string; opens_on: string; closes_on: string }[])
        .filter((survey) => survey.closes_on >= today)
        .toSorted((a, b) => (a.opens_on < b.opens_on ? -1 : 1)),
      budget: budget as unknown as {
        key: string
        category: string
        what: string
        amount: number
        currency: string
        justification: string | null
      }[],
      triggers: triggers as unknown as { key: string; question: string; threshold: string; response: string }[],
    }
  },
)

function reviewOf(data: unknown): { reviewers: string | null; reviewMonths: number | null } {
  const { reviewers = null, reviewMonths = null } = data as { reviewers?: string; reviewMonths?: number }
  return { reviewers, reviewMonths }
}

async function launchesOf(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('launch as l')
    .leftJoin('person as p', 'p.id', 'l.by_person')
    .select(['l.design_id', 'l.version', 'l.at', 'p.name as by'])
    .where('l.community_id', '=', communityOf(ctx).id)
    .orderBy('l.at', 'desc')
    .limit(50)
    .execute()
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toString() }))
}

export interface Rhythm {
  format: string
  name: string
  /** Events that the design put into the calendar until today, and of these the ones that were held, and called off. */
  promised: number
  held: number
  cancelled: number
  /** Still to come. */
  ahead: number
}

async function rhythmOf(ctx: Ctx): Promise<Rhythm[]> {
  const { rows } = await sql<Rhythm>`
    select f.key as format, f.name,
           count(*) filter (where e.key is not null and e.starts_at <= ${ctx.now.toString()}::timestamptz) as promised,
           count(*) filter (where e.state = 'held') as held,
           count(*) filter (where e.state = 'cancelled') as cancelled,
           count(*) filter (where e.state = 'planned' and e.starts_at > ${ctx.now.toString()}::timestamptz) as ahead
      from event_format f join event e on e.community_id = f.community_id and e.format_key = f.key
     where f.community_id = ${communityOf(ctx).id}
     group by f.key, f.name order by f.name`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    promised: Number(row.promised),
    held: Number(row.held),
    cancelled: Number(row.cancelled),
    ahead: Number(row.ahead),
  }))
}
