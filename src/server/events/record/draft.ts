/** The record as it stands now: what happened, drafted, and in place of it what the coordinator wrote. */
import { words, type Words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import type { RecordedEvent } from './access.ts'
import type { Section } from './source.ts'
import { sources } from './sources/index.ts'

export interface DraftedSection extends Section {
  /** Its rows are edited as rows. */
  rows: boolean
  /** In the coordinator's own words, which stay when the sources change. */
  own: boolean
}

/** Every section with something in it, in reading order. A section that was emptied by hand is left out of what is read. */
export async function draftOf(ctx: Ctx, event: RecordedEvent): Promise<DraftedSection[]> {
  const w = recordWords(ctx)
  const own = new Map(
    (
      await ctx.db
        .selectFrom('record_section')
        .select(['key', 'text'])
        .where('community_id', '=', event.community_id)
        .where('event_id', '=', event.id)
        .execute()
    ).map(({ key, text }) => [key, text]),
  )
  const drafted: DraftedSection[] = []
  for (const source of sources) {
    const written = source.rows ? undefined : own.get(source.key)
    const text = written ?? (await source.draft(ctx, event, w))
    if (text === null) continue
    drafted.push({
      key: source.key,
      title: titleOf(source.key, w),
      text,
      rows: source.rows ?? false,
      own: written !== undefined,
    })
  }
  return drafted
}

/** A record is written in the language of its community, whoever looks at it. */
export function recordWords(ctx: Ctx): Words {
  return words(communityOf(ctx).locale)
}

export function titleOf(key: string, w: Words): string {
  return w.maybe(`record.sections.${key}`) ?? key
}
