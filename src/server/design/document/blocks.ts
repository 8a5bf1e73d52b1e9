/**
 * A document as a list of plain blocks, before anybody decides whether it becomes a page, Word, PDF or Markdown.
 * Texts are plain strings in the document's language; nothing here knows a format.
 */
import type { Because, Override } from '../types.ts'

export interface Column {
  label: string
  /** Figures end on one edge. */
  align?: 'start' | 'end'
  /** Share of the width, 0-1. */
  width?: number
}

export type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; text: string; id?: string }
  | { kind: 'paragraph'; text: string; style?: 'lede' | 'note' }
  | { kind: 'list'; ordered?: boolean; items: string[] }
  | { kind: 'definitions'; items: { term: string; text: string; note?: string }[] }
  | { kind: 'table'; caption?: string; columns: Column[]; rows: string[][]; total?: string[] }
  /** A decision with its quiet "why?". `id` is the decision's path. */
  | { kind: 'decision'; id: string; number?: string; title: string; text: string; why: Because[]; override?: Override }
  /** A timed agenda; `together` marks working together as against listening. Minutes. */
  | { kind: 'agenda'; caption: string; segments: { start: string; minutes: number; title: string; purpose?: string; mode: string; lead: string; together: boolean }[] }
  /** Twelve months from `start` (`YYYY-MM`), a row per kind of event with its count in each month. */
  | { kind: 'year'; caption: string; start: string; rows: { name: string; counts: number[]; quiet?: boolean[] }[] }
  | { kind: 'notice'; tone: 'plain' | 'good' | 'care' | 'bad'; text: string }

export interface Section {
  id: string
  /** Printed before the title: `1` to `7`; none for the summary and annexes. */
  number?: string
  title: string
  blocks: Block[]
}

/** What the exporters take. */
export interface DesignDocument {
  locale: string
  dir: 'ltr' | 'rtl'
  title: string
  subtitle: string
  /** `YYYY-MM-DD` printed on the cover; given, never read from a clock. */
  date: string
  /** Printed at the foot of every page beside the number. */
  footer: string
  sections: Section[]
}
