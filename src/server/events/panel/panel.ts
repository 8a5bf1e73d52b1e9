import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'

export interface OnPanel {
  id: string
  name: string
  organisation: string | null
  /** What they do there, in a few words. */
  part: string | null
}

/** Who sits on the panel of an event, by name. */
export async function panelOf(ctx: Ctx, event: Pick<EventRow, 'community_id' | 'id'>): Promise<OnPanel[]> {
  const { rows } = await sql<OnPanel>`
    select m.id, m.name, m.organisation, pp.part
      from panel_place pp join member m on m.community_id = pp.community_id and m.id = pp.member_id
     where pp.community_id = ${event.community_id} and pp.event_id = ${event.id}
     order by m.name, m.id`.execute(ctx.db)
  return rows
}

/** The condition that the member with that id sits on the panel of `event e`. */
export function onPanel(member: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from panel_place pp
    where pp.community_id = e.community_id and pp.event_id = e.id and pp.member_id = ${member})`
}
