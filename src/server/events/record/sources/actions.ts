import { date } from '#i18n/format/dates.ts'
import { sql } from 'kysely'
import { mayName, type Source } from '../source.ts'

/** Who does what by when; without names where nothing may be attributed. */
export const actions: Source = {
  key: 'actions',
  rows: true,
  async draft(ctx, event, w) {
    const { rows } = await sql<{ text: string; owner: string | null; due_on: string }>`
      select a.text, p.name as owner, a.due_on from action a
        left join member m on m.community_id = a.community_id and m.id = a.owner_id
        left join person p on p.id = m.person_id
       where a.community_id = ${event.community_id} and a.event_id = ${event.id} and a.state <> 'dropped'
       order by a.id`.execute(ctx.db)
    if (rows.length === 0) return null
    return rows
      .map(({ text, owner, due_on }) => {
        const by = date(due_on, w.locale)
        const who = mayName(event) ? (owner ?? w('record.action.nobody')) : null
        return `- ${text.replace(/\s*\n\s*/g, ' ')}: ${who ? `${who}, ` : ''}${w('record.action.by', { day: by })}`
      })
      .join('\n')
  },
}
