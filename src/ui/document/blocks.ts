/**
 * A document as plain blocks, as the furniture sees it: the shape that the house's manuscripts have (a house test keeps
 * the two alike). Texts are plain strings in the document's language.
 */
export interface Reason {
  rule: string
  reason: string
  source?: string | undefined
  answers: readonly { id: string; value: unknown; assumed: boolean; text?: string | undefined }[]
}

export interface Change {
  reason: string
  by?: string | undefined
  /** ISO instant. */
  at?: string | undefined
}

export interface DecisionBlock {
  kind: 'decision'
  /** The decision's path, `cadence.peer-clinic`; also its anchor on the page. */
  id: string
  number?: string | undefined
  title: string
  text: string
  why: readonly Reason[]
  override?: Change | undefined
}

export interface AgendaBlock {
  kind: 'agenda'
  caption: string
  segments: readonly {
    start: string
    minutes: number
    title: string
    purpose?: string | undefined
    mode: string
    lead: string
    together: boolean
  }[]
}

export interface TableBlock {
  kind: 'table'
  caption?: string | undefined
  columns: readonly { label: string; align?: 'start' | 'end' | undefined; width?: number | undefined }[]
  rows: readonly (readonly string[])[]
  total?: readonly string[] | undefined
}

export type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; text: string; id?: string | undefined }
  | { kind: 'paragraph'; text: string; style?: 'lede' | 'note' | undefined }
  | { kind: 'list'; ordered?: boolean | undefined; items: readonly string[] }
  | { kind: 'definitions'; items: readonly { term: string; text: string; note?: string | undefined }[] }
  | TableBlock
  | DecisionBlock
  | AgendaBlock
  | {
      kind: 'year'
      caption: string
      start: string
      rows: readonly { name: string; counts: readonly number[]; quiet?: readonly boolean[] | undefined }[]
    }
  | { kind: 'notice'; tone: 'plain' | 'good' | 'care' | 'bad'; text: string }

export interface Section {
  id: string
  number?: string | undefined
  title: string
  blocks: readonly Block[]
}

export interface Manuscript {
  locale: string
  dir: 'ltr' | 'rtl'
  title: string
  subtitle: string
  /** `YYYY-MM-DD` */
  date: string
  footer: string
  sections: readonly Section[]
}
