import { sql } from 'kysely'
import type { Segment } from '../../agenda.ts'
import { nameOf } from '../../names.ts'
import { mayName, type Source } from '../source.ts'

type Led = Segment & { leader: string | null }

/** What was done, in order, and who led it. */
export const agenda: Source = {
  key: 'agenda',
  async draft(ctx, event, w) {
    const { rows } = await sql<Led>`
      select g.day, g.minutes, g.title, g.purpose, g.mode, g.lead, p.name as leader
        from segment g
        left join member m on m.community_id = g.community_id and m.id = g.leader_id
        left join person p on p.id = m.person_id
       where g.community_id = ${event.community_id} and g.event_id = ${event.id} order by g.position`.execute(ctx.db)
    if (rows.length === 0) return null
    return rows
      .map((part) => {
        const who = (mayName(event) && part.leader) || nameOf('roles', part.lead, w.locale)
        return `- ${part.title}: ${w('record.draft.part', { minutes: part.minutes, who })}`
      })
      .join('\n')
  },
}
