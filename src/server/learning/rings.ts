import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { allow } from '../permissions/index.ts'
import { seeHome } from '../permissions/communities.ts'
import { query } from '../verb.ts'
import { tierDays, tierNames, type Tier } from './tiers.ts'

export interface RingsData {
  /** People in each tier, from the heart to the bark. */
  counts: Record<Tier, number>
  /** The days looked at, both inside, as `YYYY-MM-DD`. */
  from: string
  to: string
  /** The reader's own ring: nobody else sees it. */
  mine: { tier: Tier; contributions: number; attendances: number; consumptions: number } | null
}

export const rings = query(
  'learning.rings',
  {
    input: z.object({}),
    does: 'How members took part in the last 90 days, in numbers; and your own ring, which only you see.',
    who: seeHome.says,
  },
  async (ctx): Promise<RingsData | null> => {
    allow(ctx, seeHome, undefined)
    return ringsOf(ctx)
  },
)

/** One query: the newest counts with the reader's own tier. Nothing before the first night. */
async function ringsOf(ctx: Ctx): Promise<RingsData | null> {
  const community = communityOf(ctx).id
  const row = await ctx.db
    .selectFrom('tier_count as c')
    .leftJoin('member_tier as t', (join) =>
      join.onRef('t.community_id', '=', 'c.community_id').on('t.member_id', '=', ctx.member?.id ?? null),
    )
    .select([
      'c.on_day',
      'c.core',
      'c.active',
      'c.occasional',
      'c.peripheral',
      'c.dormant',
      't.tier',
      't.contributions',
      't.attendances',
      't.consumptions',
    ])
    .where('c.community_id', '=', community)
    .orderBy('c.on_day', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const to = Temporal.PlainDate.from(row.on_day)
  return {
    counts: Object.fromEntries(tierNames.map((tier) => [tier, row[tier]])) as Record<Tier, number>,
    from: to.subtract({ days: tierDays - 1 }).toString(),
    to: to.toString(),
    mine:
      row.tier === null
        ? null
        : {
            tier: row.tier as Tier,
            contributions: row.contributions!,
            attendances: row.attendances!,
            consumptions: row.consumptions!,
          },
  }
}
