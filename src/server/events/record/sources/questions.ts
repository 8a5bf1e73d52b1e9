import { sql } from 'kysely'
import type { Source } from '../source.ts'

/** What was asked in the live room: what was answered, and what is still open. Never who asked. */
export const questions: Source = {
  key: 'questions',
  async draft(ctx, event, w) {
    const { rows } = await sql<{ text: string; answered: boolean }>`
      select text, state = 'answered' as answered from question
       where community_id = ${event.community_id} and event_id = ${event.id} and state <> 'hidden' order by id limit 500`.execute(
      ctx.db,
    )
    const list = (title: string, answered: boolean) => {
      const texts = rows
        .filter((row) => row.answered === answered)
        .map(({ text }) => `- ${text.replace(/\s*\n\s*/g, ' ')}`)
      return texts.length > 0 ? [[title, ...texts].join('\n')] : []
    }
    return [...list(w('record.draft.answered'), true), ...list(w('record.draft.open'), false)].join('\n\n') || null
  },
}
