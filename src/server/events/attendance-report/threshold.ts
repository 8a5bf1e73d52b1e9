/** From how many minutes somebody counts as having been there. */
import { communityOf, type Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'

/**
 * What the community used last for this format, else half of the session (content/indicators.json, `attendance_event`:
 * "present for at least half of a session").
 */
export async function thresholdOf(ctx: Ctx, event: EventRow): Promise<number> {
  const row = await ctx.db
    .selectFrom('attendance_threshold')
    .select('minutes')
    .where('community_id', '=', communityOf(ctx).id)
    .where('format_key', '=', event.format_key)
    .executeTakeFirst()
  return row?.minutes ?? usual(event)
}

/** Keeps another threshold for the next events of the format; half of the session needs no keeping. */
export async function keepThreshold(ctx: Ctx, event: EventRow, minutes: number): Promise<void> {
  const of = { community_id: communityOf(ctx).id, format_key: event.format_key }
  if (minutes === usual(event)) {
    await ctx.db
      .deleteFrom('attendance_threshold')
      .where('community_id', '=', of.community_id)
      .where('format_key', '=', of.format_key)
      .execute()
    return
  }
  await ctx.db
    .insertInto('attendance_threshold')
    .values({ ...of, minutes })
    .onConflict((conflict) => conflict.columns(['community_id', 'format_key']).doUpdateSet({ minutes }))
    .execute()
}

const usual = (event: EventRow): number => Math.ceil(event.minutes / 2)
