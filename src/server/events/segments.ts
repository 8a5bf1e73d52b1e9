import { communityOf, type Ctx } from '../ctx.ts'
import type { Segment } from './agenda.ts'

/** Writes the agenda of an event in place of the one it had. A segment keeps its leader where it names one. */
export async function writeSegments(
  ctx: Ctx,
  event: string,
  segments: readonly (Segment & { leader_id?: string | null })[],
): Promise<void> {
  const community_id = communityOf(ctx).id
  await ctx.db.deleteFrom('segment').where('community_id', '=', community_id).where('event_id', '=', event).execute()
  if (segments.length === 0) return
  await ctx.db
    .insertInto('segment')
    .values(
      segments.map(({ day, minutes, title, purpose, mode, lead, leader_id }, i) => ({
        community_id,
        event_id: event,
        position: i + 1,
        day,
        minutes,
        title,
        purpose,
        mode,
        lead,
        leader_id: leader_id ?? null,
      })),
    )
    .execute()
}

/** The agenda of an event, in order. */
export async function segmentsOf(
  ctx: Ctx,
  event: string,
): Promise<(Segment & { position: number; leader_id: string | null })[]> {
  return ctx.db
    .selectFrom('segment')
    .select(['position', 'day', 'minutes', 'title', 'purpose', 'mode', 'lead', 'leader_id'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .orderBy('position')
    .execute()
}

/** Gives an event another agenda; who leads a part of the same title goes on leading it. */
export async function replaceAgenda(ctx: Ctx, event: string, segments: readonly Segment[]): Promise<void> {
  await writeSegments(ctx, event, withLeaders(segments, await segmentsOf(ctx, event)))
}

/** Segments with the leaders that parts of the same title had. */
export function withLeaders(segments: readonly Segment[], before: readonly (Segment & { leader_id: string | null })[]) {
  const leaders = new Map(before.map(({ title, leader_id }) => [title, leader_id]))
  return segments.map((segment) => ({ ...segment, leader_id: leaders.get(segment.title) ?? null }))
}
