/**
 * A manuscript: a document as a list of plain blocks, before anybody decides whether it becomes a page, Word, PDF or
 * Markdown. Texts are plain strings in the document's language, never markup; nothing here knows a format.
 */

/** One reason behind a decision, as it is printed under "why?". */
export interface Reason {
  /** Id of the rule that spoke. */
  rule: string
  /** Why it says so, in the language of the document. */
  reason: string
  source?: string
  /** What the rule read; `text` says the answer in words and is what gets printed when it is there. */
  answers: readonly { id: string; value: unknown; assumed: boolean; text?: string }[]
}

/** A person's change to what was proposed. */
export interface Change {
  value: unknown
  reason: string
  by?: string
  /** ISO instant. */
  at?: string
}

export interface Column {
  label: string
  /** Figures end on one edge. */
  align?: 'start' | 'end'
  /** Share of the width, 0-1. */
  width?: number
}

export interface Segment {
  /** Wall time, `HH:MM`, or minutes from the beginning; printed as it is. */
  start: string
  minutes: number
  title: string
  purpose?: string
  mode: string
  lead: string
  /** Working together, as against listening. */
  together: boolean
}

export type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; text: string; id?: string }
  | { kind: 'paragraph'; text: string; style?: 'lede' | 'note' }
  | { kind: 'list'; ordered?: boolean; items: string[] }
  | { kind: 'definitions'; items: { term: string; text: string; note?: string }[] }
  | { kind: 'table'; caption?: string; columns: Column[]; rows: string[][]; total?: string[] }
  /** A decision with its quiet "why?". `id` is the decision's path. */
  | { kind: 'decision'; id: string; number?: string; title: string; text: string; why: Reason[]; override?: Change }
  /** A timed agenda. */
  | { kind: 'agenda'; caption: string; segments: Segment[] }
  /** Twelve months from `start` (`YYYY-MM`), a row per kind of event with its count in each month. */
  | { kind: 'year'; caption: string; start: string; rows: { name: string; counts: number[]; quiet?: boolean[] }[] }
  | { kind: 'notice'; tone: 'plain' | 'good' | 'care' | 'bad'; text: string }

/** One kind of block. */
export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>

export interface Section {
  id: string
  /** Printed before the title: `1` to `7`; none for the summary and annexes. */
  number?: string
  title: string
  blocks: Block[]
}

/** What the exporters take. */
export interface Manuscript {
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
