import { sql } from 'kysely'
import { noteSections } from '../../shared-notes/index.ts'
import type { Source } from '../source.ts'

/** What people noted together, under what the format keeps; never who noted it. */
export const notes: Source = {
  key: 'notes',
  async draft(ctx, event, w) {
    const { rows } = await sql<{ section: string; text: string }>`
      select section, text from note
       where community_id = ${event.community_id} and event_id = ${event.id} and taken_out_at is null
       order by coalesce(beside, id), id limit 1000`.execute(ctx.db)
    if (rows.length === 0) return null
    const sections = await noteSections(ctx, event)
    const known = new Set(sections.map(({ key }) => key))
    const by = Map.groupBy(rows, ({ section }) => (known.has(section) ? section : 'other'))
    return sections
      .filter(({ key }) => by.has(key))
      .map(({ key, title }) =>
        [title ?? w('record.draft.other'), ...by.get(key)!.map(({ text }) => line(text))].join('\n'),
      )
      .join('\n\n')
  },
}

const line = (text: string) => `- ${text.replace(/\s*\n\s*/g, ' ')}`
