/** Check-in in the live room: the code for whoever shows it, and who still has to type it. */
import { communityOf, type Ctx } from '../../ctx.ts'
import { can } from '../../permissions/index.ts'
import { comeToEvent } from '../../permissions/events.ts'
import { doorsAreOpen } from '../doors-open.ts'
import type { LiveRoom } from '../live/index.ts'
import { checkInCode } from './code.ts'

/** The code while checking in is open; `null` before and after. */
export async function readCheckInCode(ctx: Ctx, { event }: LiveRoom): Promise<{ code: string | null }> {
  return { code: doorsAreOpen(ctx, event) ? checkInCode(ctx, event.id) : null }
}

/** Whether the form is shown at all: the same for everybody. */
export async function readCheckIn(ctx: Ctx, { event }: LiveRoom): Promise<{ on: boolean }> {
  return { on: doorsAreOpen(ctx, event) }
}

/** `check-in` for a member who may come and is not marked yet. */
export async function myCheckInMarks(ctx: Ctx, live: LiveRoom): Promise<string[]> {
  if (!ctx.member || !can(ctx, comeToEvent, live.event)) return []
  const marked = await ctx.db
    .selectFrom('attendance')
    .select('member_id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', live.event.id)
    .where('member_id', '=', ctx.member.id)
    .executeTakeFirst()
  return marked ? [] : ['check-in']
}
