/** The sessions of an event that run side by side, with how many go to each and where the reader goes. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'

export interface StoredSession {
  id: string
  segment_id: string
  title: string
  purpose: string | null
  track: string | null
  room: string | null
  link: string | null
  leader_id: string | null
  leader: string | null
  capacity: number | null
  taken: number
  /** The reader goes there. */
  mine: boolean
}

/** All of an event, in order. */
export async function sessionsOf(ctx: Ctx, event: string): Promise<StoredSession[]> {
  const { rows } = await sql<StoredSession>`
    select s.id, s.segment_id, s.title, s.purpose, s.track, s.room, s.link, s.leader_id, m.name as leader, s.capacity, s.taken,
           exists (select from session_choice c where c.community_id = s.community_id and c.event_id = s.event_id
                      and c.session_id = s.id and c.member_id = ${ctx.member?.id ?? null}::uuid) as mine
      from parallel_session s left join member m on m.community_id = s.community_id and m.id = s.leader_id
     where s.community_id = ${communityOf(ctx).id} and s.event_id = ${event}
     order by s.position, s.id`.execute(ctx.db)
  return rows
}
