/** Workbooks: sheets of plain rows, with a head that stays in sight and can be filtered. */
import { press } from './press/index.ts'
import type { Sheet } from './sheets.ts'

export type { Cell, Sheet } from './sheets.ts'

/** Writes sheets as an Excel workbook. Text is always text: what looks like a formula is none. */
export const toXlsx = (sheets: readonly Sheet[]): Promise<Uint8Array> => press({ sheets, format: 'xlsx' })
