import { words } from '#i18n/index.ts'
import { designDocument } from '../document/index.ts'
import type { DesignDocument } from '../document/blocks.ts'
import type { Design } from '../types.ts'

/** Laying out takes some 30 ms; a design that is still in memory is laid out once. */
const laidOut = new WeakMap<Design, Map<string, DesignDocument>>()

/** The design as a document with this day (`YYYY-MM-DD`) on its cover. What is given back is shared: nobody changes it. */
export function manuscriptOf(design: Design, date: string): DesignDocument {
  const dates = laidOut.get(design) ?? new Map<string, DesignDocument>()
  laidOut.set(design, dates)
  const document = dates.get(date) ?? designDocument(design, { date, words: words(design.locale) })
  dates.set(date, document)
  return document
}
