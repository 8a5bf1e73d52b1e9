/** What is counted every night: tiers first, because states and indicators read them, then this quarter and the last. */
import { communityOf, type Ctx } from '../ctx.ts'
import { measureAll } from './measure.ts'
import { quarterOf } from './periods.ts'
import { computeTiers } from './tiers.ts'

/** Counts the community at hand as of `ctx.now`. Safe to repeat. */
export async function countNight(ctx: Ctx): Promise<void> {
  await computeTiers(ctx)
  const { zone } = communityOf(ctx)
  const today = ctx.now.toZonedDateTimeISO(zone).toPlainDate()
  await measureAll(ctx, quarterOf(today, zone, 1))
  await measureAll(ctx, quarterOf(today, zone))
}
