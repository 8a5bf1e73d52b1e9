/** Whom a question can be for: those who lead a part of the event, and whoever facilitates it. */
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'

export async function panelOf(ctx: Ctx, event: EventRow): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct m.id, p.name from member m join person p on p.id = m.person_id
     where m.community_id = ${event.community_id}
       and (m.id = ${event.facilitator_id}::uuid
            or m.id in (select leader_id from segment where community_id = ${event.community_id} and event_id = ${event.id}))
     order by p.name`.execute(ctx.db)
  return rows
}
