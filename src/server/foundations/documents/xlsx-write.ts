/** The one file that knows the library of workbooks. */
import { Workbook } from '@cj-tech-master/excelts'
import type { Cell, Sheet } from './sheets.ts'

/** Width of a column in letters: as wide as its longest text, within reason. */
const widths = { min: 10, max: 60 }

/** Writes sheets as an Excel workbook. Blocks the thread it is called on: see `press/`. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const workbook = new Workbook()
  const taken = new Set<string>()
  for (const sheet of sheets) {
    const page = workbook.addWorksheet(nameOf(sheet.name, taken), { views: [{ state: 'frozen', ySplit: 1 }] })
    page.addRow(sheet.columns.map(plain)).font = { bold: true }
    for (const row of sheet.rows) page.addRow(row.map(plain)).alignment = { vertical: 'top', wrapText: true }
    sheet.columns.forEach((label, i) => {
      const longest = Math.max(label.length, ...sheet.rows.map((row) => String(row[i] ?? '').length))
      page.getColumn(i + 1).width = Math.min(widths.max, Math.max(widths.min, longest + 2))
    })
    page.autoFilter = `A1:${page.getColumn(sheet.columns.length).letter}1`
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/**
 * Text stays text. What begins like a formula gets an apostrophe, as Excel itself writes it, so that it is none either when
 * somebody saves the sheet as CSV and opens that again.
 */
function plain(cell: Cell): Cell {
  if (typeof cell === 'number') return cell
  // Signs that XML cannot hold are nobody's text.
  const text = cell.replace(/[^\P{C}\n\t]/gu, '').slice(0, 32_000)
  return /^[=+\-@\t]/.test(text) ? `'${text}` : text
}

/** Names of sheets hold 31 letters, some signs not, and each once. */
function nameOf(name: string, taken: Set<string>): string {
  const bare =
    name
      .replace(/[\\/*?:[\]]/g, ' ')
      .trim()
      .slice(0, 28) || 'Sheet'
  let free = bare
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${bare} ${n}`
  taken.add(free.toLowerCase())
  return free
}
