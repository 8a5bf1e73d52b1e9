/** Who sits on the panel of an event, and who could. */
import { sql } from 'kysely'
import { z } from 'zod'
import { takesPart } from '../../communities/index.ts'
import type { Ctx } from '../../ctx.ts'
import { allow } from '../../permissions/index.ts'
import { tendPreBrief } from '../../permissions/pre-brief.ts'
import { query } from '../../verb.ts'
import { eventFor, type EventRow } from '../access.ts'
import type { OnPanel } from './panel.ts'

export const panelPage = query(
  'events.panel',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'Who sits on the panel of an event, and who else of its hub could.',
    who: tendPreBrief.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, tendPreBrief, event)
    return {
      event: { id: event.id, title: event.title, starts_at: event.starts_at.toString(), zone: event.zone },
      people: await couldSit(ctx, event),
      may: { name: event.state === 'planned' },
    }
  },
)

/** Members of the circle that promised to come, else of the one it is for, and whoever sits there already. */
async function couldSit(ctx: Ctx, event: EventRow): Promise<(OnPanel & { sits: boolean })[]> {
  const { rows } = await sql<OnPanel & { sits: boolean }>`
    select m.id, m.name, m.organisation, pp.part, pp.member_id is not null as sits
      from member m
      left join panel_place pp on pp.community_id = m.community_id and pp.event_id = ${event.id} and pp.member_id = m.id
     where m.community_id = ${event.community_id} and m.state = any(${takesPart})
       and (pp.member_id is not null or exists (
         select from circle_place cp where cp.community_id = m.community_id and cp.member_id = m.id
            and cp.circle_id = coalesce(${event.promise_circle_id}::uuid, ${event.circle_id}::uuid)))
     order by m.name, m.id
     limit 200`.execute(ctx.db)
  return rows
}
