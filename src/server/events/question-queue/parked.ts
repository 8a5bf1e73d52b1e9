/** Questions that a meeting leaves: parked, or never answered when it was over; for whoever holds it. */
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import { recordedEvent, recordToWrite, type RecordedEvent } from '../record/access.ts'

export interface ParkedQuestion {
  id: string
  text: string
  votes: number
  /** The member who asked by name, if it was one who still takes part. */
  asked_by: { id: string; name: string; circles: string[] } | null
  /** The topic that it became. */
  topic: string | null
}

/**
 * Those of one event that the actor sees, most voices first. With `lock` one after the other. Throws NotFound
 * `events.event`.
 */
export async function parkedQuestions(
  ctx: Ctx,
  id: string,
  { lock = false } = {},
): Promise<{ event: RecordedEvent; questions: ParkedQuestion[] }> {
  const event = lock ? await recordToWrite(ctx, id) : await recordedEvent(ctx, id)
  const over = event.state === 'held' || Temporal.Instant.compare(event.ends_at, ctx.now) < 0
  const { rows: questions } = await sql<ParkedQuestion>`
    select q.id, q.text, t.id as topic,
           (select count(*)::int from question_vote v
             where v.community_id = q.community_id and v.event_id = q.event_id and v.question_id = q.id) as votes,
           case when m.id is not null then json_build_object('id', m.id, 'name', m.name, 'circles', (
             select coalesce(json_agg(cp.circle_id), '[]') from circle_place cp
              where cp.community_id = m.community_id and cp.member_id = m.id)) end as asked_by
      from question q
      left join live_participant lp on lp.community_id = q.community_id and lp.event_id = q.event_id and lp.id = q.participant_id
      left join member m on m.community_id = lp.community_id and m.id = lp.member_id and m.state = any(${takesPart})
      left join topic t on t.community_id = q.community_id and t.event_id = q.event_id and t.question_id = q.id
     where q.community_id = ${event.community_id} and q.event_id = ${event.id}
       and (q.state = 'parked' or (q.state = 'open' and ${over}))
     order by votes desc, q.id limit 200`.execute(ctx.db)
  return { event, questions }
}
