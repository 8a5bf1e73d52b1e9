/** Who may have been there and is not marked: whoever closes an event ticks them on the same screen. */
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import type { Given } from '../answer.ts'
import type { RecordedEvent } from './access.ts'

export interface Candidate {
  id: string
  name: string
  organisation: string | null
  answer: Given | null
  /** Whether they were in the live room: they are ticked unless somebody knows better. */
  in_room: boolean
}

/** Members and guests who come, or were in the live room, and are not marked; none of an event that is closed. */
export async function candidatesOf(
  ctx: Ctx,
  event: RecordedEvent,
): Promise<{ members: Candidate[]; guests: Candidate[] }> {
  if (event.state !== 'planned') return { members: [], guests: [] }
  const here = sql`community_id = ${event.community_id} and event_id = ${event.id}`
  const { rows: members } = await sql<Candidate>`
    select m.id, p.name, m.organisation, r.answer, l.member_id is not null as in_room
      from member m
      join person p on p.id = m.person_id
      left join rsvp r on r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id
      left join live_participant l on l.community_id = m.community_id and l.event_id = ${event.id} and l.member_id = m.id
     where m.community_id = ${event.community_id} and m.state = any(${takesPart})
       and (r.answer in ('yes', 'maybe') or l.member_id is not null or m.id = ${event.facilitator_id}::uuid)
       and m.id not in (select member_id from attendance where ${here})
     order by in_room desc, p.name, m.id`.execute(ctx.db)
  const { rows: guests } = await sql<Candidate>`
    select g.id, g.name, g.organisation, g.answer, l.guest_id is not null as in_room
      from guest g
      left join live_participant l on l.community_id = g.community_id and l.event_id = g.event_id and l.guest_id = g.id
     where g.community_id = ${event.community_id} and g.event_id = ${event.id} and g.name is not null and g.confirmed_at is not null
       and (g.answer in ('yes', 'maybe') or l.guest_id is not null)
       and g.id not in (select guest_id from guest_attendance where ${here})
     order by in_room desc, g.name, g.id`.execute(ctx.db)
  return { members, guests }
}
