/** Check-in in the live room: the code for whoever shows it, and who still has to type it. */
import type { Ctx } from '../../ctx.ts'
import { can } from '../../permissions/index.ts'
import { comeToEvent } from '../../permissions/events.ts'
import { doorsAreOpen } from '../doors-open.ts'
import { inRoom, type LiveRoom } from '../live/index.ts'
import { checkInCode } from './code.ts'

/** The code while checking in is open; `null` before and after. */
export async function readCheckInCode(ctx: Ctx, live: LiveRoom): Promise<{ code: string | null }> {
  return { code: isAsked(ctx, live) ? checkInCode(ctx, live.event.id) : null }
}

/** Whether the form is shown at all: the same for everybody. */
export async function readCheckIn(ctx: Ctx, live: LiveRoom): Promise<{ on: boolean }> {
  return { on: isAsked(ctx, live) }
}

/** While the meeting is on: once it was ended or closed nobody is asked any more. */
function isAsked(ctx: Ctx, { event, room }: LiveRoom): boolean {
  return doorsAreOpen(ctx, event) && !room?.ended_at
}

/** `check-in` for a member who may come and is not marked yet. */
export async function myCheckInMarks(ctx: Ctx, live: LiveRoom): Promise<string[]> {
  const { member } = ctx
  if (!member || !can(ctx, comeToEvent, live.event)) return []
  const marked = await ctx.db
    .selectFrom('attendance')
    .select('member_id')
    .where((eb) => eb.and({ ...inRoom(ctx, live), member_id: member.id }))
    .executeTakeFirst()
  return marked ? [] : ['check-in']
}
