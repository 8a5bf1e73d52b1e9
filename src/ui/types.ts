/** The plain shapes that several pieces of furniture take. */

/** A way to somewhere. */
export interface Link {
  label: string
  href: string
  /** This is where the reader is. */
  current?: boolean | undefined
}

/** A language in which this page can be read. */
export interface Language extends Link {
  /** BCP 47 tag. */
  tag: string
}

/** How a notice sounds: neutral, done, needs care, loss. */
export type Tone = 'plain' | 'good' | 'care' | 'bad'

/** What happened just before, said once at the top of the page. */
export interface Flash {
  tone: Tone
  text: string
}

/** How a thing stands: as it should, to be watched, off, or none of these. Said by shape and word, then by colour. */
export type State = 'on' | 'watch' | 'off' | 'plain'

/** One answer that can be chosen. */
export interface Option {
  value: string
  label: string
  /** A small explanation under the label. */
  note?: string | undefined
  disabled?: boolean | undefined
}

/** Whose page it is: the name and the tree in the masthead. */
export interface Site {
  name: string
  /** Where its name leads. */
  href: string
  /** Seed of its tree; its name when none is given. */
  seed?: string | undefined
  /** People in its rings; without them the mark shows growth lines only. */
  rings?: import('./rings.ts').RingCounts | undefined
}
