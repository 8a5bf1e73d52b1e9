/** The sections into which notes are written: what the format's documentation says is to be kept (domain/04). */
import { communityOf, type Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'

export interface NoteSection {
  key: string
  /** In the community's own words; none for the last one, which takes everything else. */
  title: string | null
}

interface Documented {
  documentation?: { capture?: string[] }
}

/** Kept elsewhere, from what happened: nobody writes it down. */
const byItself = /attendance|join log|présence/i

/** What the format captures, in its order, and at the end a place for everything else. */
export async function noteSections(ctx: Ctx, event: Pick<EventRow, 'format_key'>): Promise<NoteSection[]> {
  const format = await ctx.db
    .selectFrom('event_format')
    .select('data')
    .where('community_id', '=', communityOf(ctx).id)
    .where('key', '=', event.format_key)
    .executeTakeFirst()
  const capture = (format?.data as Documented | undefined)?.documentation?.capture ?? []
  return [
    ...capture
      .filter((text) => !byItself.test(text))
      .map((text, i) => ({ key: `kept-${i + 1}`, title: text.charAt(0).toUpperCase() + text.slice(1) })),
    { key: 'other', title: null },
  ]
}
