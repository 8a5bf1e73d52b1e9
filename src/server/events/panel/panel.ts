import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'

export type PanelState = 'asked' | 'accepted' | 'declined'

export interface OnPanel {
  id: string
  name: string
  organisation: string | null
  /** What they do there, in a few words. */
  part: string | null
  state: PanelState
}

/** Who sits on the panel of an event, or is asked to, by name; whoever declined does not. */
export async function panelOf(ctx: Ctx, event: Pick<EventRow, 'community_id' | 'id'>): Promise<OnPanel[]> {
  const { rows } = await sql<OnPanel>`
    select m.id, m.name, m.organisation, pp.part, pp.state
      from panel_place pp join member m on m.community_id = pp.community_id and m.id = pp.member_id
     where pp.community_id = ${event.community_id} and pp.event_id = ${event.id} and pp.state <> 'declined'
     order by m.name, m.id`.execute(ctx.db)
  return rows
}

/** The condition that the member with that id sits on the panel of the event with that id, or is asked to. */
export function sits(community: RawBuilder<unknown>, event: RawBuilder<unknown>, member: RawBuilder<unknown>) {
  return sql<boolean>`exists (select from panel_place pp
    where pp.community_id = ${community} and pp.event_id = ${event} and pp.member_id = ${member} and pp.state <> 'declined')`
}

/** The same for `event e` of a statement. */
export const onPanel = (member: RawBuilder<unknown>): RawBuilder<boolean> =>
  sits(sql`e.community_id`, sql`e.id`, member)
