import { sql } from 'kysely'
import { z } from 'zod'
import { takesPart } from '../../communities/index.ts'
import { id } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { query } from '../../verb.ts'
import { actionFor } from './actions.ts'

/** Whom an action can be given to is a list to choose from up to here. */
const most = 2000

export const actionToChange = query(
  'events.action-to-change',
  {
    input: z.object({ action: id }),
    does: 'An action with everything that can be changed about it, and everybody whom it can be given to.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const action = await actionFor(ctx, input.action)
    allow(ctx, holdEvent, action)
    const { rows: people } = await sql<{ id: string; name: string }>`
      select m.id, p.name from member m join person p on p.id = m.person_id and p.erased_at is null
       where m.community_id = ${ctx.community!.id} and m.state = any(${takesPart})
         and (${action.circle_id}::uuid is null or exists (
               select from circle_place cp where cp.community_id = m.community_id and cp.circle_id = ${action.circle_id}::uuid and cp.member_id = m.id))
       order by p.name, m.id limit ${most}`.execute(ctx.db)
    return {
      id: action.id,
      text: action.text,
      owner: action.owner_id,
      due_on: action.due_on,
      event: { id: action.event_id, title: action.event },
      people,
    }
  },
)
