import type { State } from './types.ts'

/** A line of a list that needs no markup of its own. */
export interface Entry {
  title: string
  href?: string | undefined
  /** What kind of thing it is, when, by whom. */
  text?: string | undefined
  chip?: { state: State; label: string } | undefined
}

/** An entry with its day in the margin. */
export interface DatedEntry extends Entry {
  /** A day `YYYY-MM-DD`, or a moment as ISO instant. */
  at: string
}
