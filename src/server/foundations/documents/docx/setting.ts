/** What every piece of a Word document needs to know about the whole. */
import type { Words } from '#i18n/index.ts'
import type { Manuscript } from '../blocks.ts'

export interface Setting {
  manuscript: Manuscript
  words: Words
  rtl: boolean
  /** Counts the numbered lists, so that each starts at one. */
  lists: { count: number }
}

/** Lengths in twentieths of a point. A4 with margins of 21 mm. */
export const page = { width: 11906, height: 16838, margin: 1191 } as const
export const textWidth = page.width - 2 * page.margin

/**
 * Fonts that Word has on every machine, with a face for Arabic in each; LibreOffice brings twins of the same width.
 * Word picks `cs` for right-to-left runs.
 */
export const serif = { ascii: 'Georgia', hAnsi: 'Georgia', eastAsia: 'Georgia', cs: 'Times New Roman' }
export const sans = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Calibri', cs: 'Arial' }

/** A colour as Word writes it, without the hash. */
export const ink = (hex: string): string => hex.slice(1)
