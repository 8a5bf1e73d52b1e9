/**
 * What a design puts into a community, as rows: one shelf per table. Every row has a `key`, the design's name for it, by
 * which a later version finds it again.
 */

export interface Shelf {
  /** The table. */
  table: ShelfTable
  rows: WantedRow[]
  /** What a reader recognises a row by. */
  label(row: WantedRow): string
  /** Which existing rows this design speaks for; without it, all. Others are left alone when the design lacks them. */
  within?(row: { key: string | null }): boolean
  /** Columns that a later version may change; the rest is set once. */
  follows: readonly string[]
}

export type WantedRow = { key: string } & Record<string, unknown>

/** In the order in which they have to be written. */
export const shelfTables = [
  'circle',
  'role_term',
  'channel',
  'event_format',
  'series',
  'event',
  'content_type',
  'onboarding_step',
  'indicator_target',
  'survey_plan',
  'budget_line',
  'decision_trigger',
  'checklist_item',
] as const
export type ShelfTable = (typeof shelfTables)[number]
