/** Series that come to their end, and the prompt to renew them. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { allow } from '../../permissions/index.ts'
import { steward } from '../../permissions/communities.ts'
import { query } from '../../verb.ts'

/** So many days before its last day a series is asked after, and so many after it. */
export const prompt = { before: 56, after: 28 }

export interface EndingSeries {
  id: string
  title: string
  /** `YYYY-MM-DD` */
  ends_on: string
}

export const endingSeries = query(
  'events.ending-series',
  {
    input: z.object({}),
    does: 'The series that end within eight weeks, or ended in the last four, and that nobody has renewed or ended.',
    who: steward.says,
  },
  async (ctx) => {
    allow(ctx, steward, undefined)
    return endingOf(ctx)
  },
)

/** The same without asking who wants to know. */
export async function endingOf(ctx: Ctx): Promise<Asked[]> {
  return (await ending(ctx).execute(ctx.db)).rows
}

type Asked = EndingSeries & { reminded_for: string | null }

/** Its statement. */
export function ending(ctx: Ctx): RawBuilder<Asked> {
  const today = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate()
  return sql<Asked>`
    select s.id, s.title, s.ends_on, s.reminded_for from series s
     where s.community_id = ${communityOf(ctx).id} and s.rule is not null and s.ended_at is null
       and s.ends_on between ${today.subtract({ days: prompt.after }).toString()}::date and ${today.add({ days: prompt.before }).toString()}::date
       and exists (select from event e where e.community_id = s.community_id and e.series_id = s.id and e.state <> 'cancelled')
     order by s.ends_on, s.title`
}

/** Whether a series is to be asked after. */
export function isEnding(series: { rule: string | null; ended_at: unknown; ends_on: string }, today: string): boolean {
  if (series.rule === null || series.ended_at !== null) return false
  const days = Temporal.PlainDate.from(today).until(series.ends_on).days
  return days <= prompt.before && days >= -prompt.after
}
