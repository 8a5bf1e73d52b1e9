/** What every piece of a Word document needs to know about the whole. */
import type { Words } from '#i18n/index.ts'
import type { Manuscript } from '../blocks.ts'

export interface Setting {
  manuscript: Manuscript
  words: Words
  rtl: boolean
  /** Counts the numbered lists, so that each starts at one, and the notices, so that each keeps a frame of its own. */
  count: { lists: number; notices: number }
}

/** Lengths in twentieths of a point. A4 with margins of 21 mm at the sides. */
export const page = { width: 11906, height: 16838, margin: 1191, top: 1560, bottom: 1420 } as const
export const textWidth = page.width - 2 * page.margin
/** Of a cell, on every side. */
export const cellMargin = { block: 60, inline: 70 } as const

/**
 * Fonts that Word has on every machine, with a face for Arabic in each; LibreOffice brings twins of the same width.
 * Word picks `cs` for right-to-left runs.
 */
export const faces = {
  serif: { ascii: 'Cambria', hAnsi: 'Cambria', eastAsia: 'Cambria', cs: 'Times New Roman' },
  sans: { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Calibri', cs: 'Arial' },
} as const

/** A colour as Word writes it, without the hash. */
export const ink = (hex: string): string => hex.slice(1)
