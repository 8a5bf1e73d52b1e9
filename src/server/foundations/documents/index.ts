/**
 * Paper: a manuscript of plain blocks becomes Word, PDF or Markdown. What a screen shows of the same manuscript takes its
 * words, months and widths from here as well, so that no two of them tell the reader different things.
 */
import type { Manuscript } from './blocks.ts'
import { press } from './press/index.ts'

export type { Block, BlockOf, Change, Column, Manuscript, Reason, Section, Segment } from './blocks.ts'
export { columnShares } from './columns.ts'
export { longDate, twelveMonths, type Month } from './dates.ts'
export { directionOf } from './direction.ts'
export { toMarkdown } from './markdown.ts'
export { placed, type Placed } from './placed.ts'
export { growthLines } from './trunk.ts'
export { whyInWords, type Why } from './why.ts'
export { yearCells, yearLegend } from './year.ts'

/**
 * Writes a manuscript as a Word document: real styles, contents with page numbers, repeated table heads, a language,
 * right-to-left where the text runs so.
 */
export const toDocx = (manuscript: Manuscript): Promise<Uint8Array> => press({ manuscript, format: 'docx' })

/**
 * Sets a manuscript as PDF: A4, outline, page numbers, language, fonts inside. The same manuscript gives the same bytes.
 */
export const toPdf = (manuscript: Manuscript): Promise<Uint8Array> => press({ manuscript, format: 'pdf' })
