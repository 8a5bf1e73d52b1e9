/** What a source of the record is. A capability that has something to tell of an event adds one file to `sources/`. */
import type { Words } from '#i18n/index.ts'
import type { Ctx } from '../../ctx.ts'
import type { RecordedEvent } from './access.ts'

export interface Source {
  /** Names the section: its title stands at `record.sections.<key>`. */
  key: string
  /** Its rows are edited as rows, never as a text of the coordinator's. */
  rows?: true
  /**
   * Drafts the section from what happened, in the words of the record's language; `null` where nothing did. Paragraphs,
   * and lists whose lines begin with `- `. Where `event.confidence` is not `open` it names nobody and attributes nothing.
   */
  draft(ctx: Ctx, event: RecordedEvent, w: Words): Promise<string | null>
}

/** One section as it is read: drafted, or in the coordinator's own words. */
export interface Section {
  key: string
  title: string
  text: string
}

/** Whether a section may say who. */
export const mayName = (event: Pick<RecordedEvent, 'confidence'>): boolean => event.confidence === 'open'
