/** The tables of a report: what stands between its headings and the next empty line. Pure. */
import { columnsByContents, columnsByHeading, type Columns } from './columns.ts'

export interface PartOfReport {
  columns: Columns
  rows: string[][]
  /** The headings are of a language that is not known: the columns were found by their contents. */
  guessed: boolean
}

/** The tables that name people, in the order of the file; of a file without any known heading the one that looks like one. */
export function tablesOf(rows: readonly string[][]): PartOfReport[] {
  const known: PartOfReport[] = []
  let at: PartOfReport | null = null
  for (const row of rows) {
    const columns = columnsByHeading(row)
    if (columns) known.push((at = { columns, rows: [], guessed: false }))
    else if (row.length === 0 || isSection(row)) at = null
    else at?.rows.push(row)
  }
  return known.length > 0 ? known : unknown(rows)
}

/** `2. Participants`: a line of its own with a number. */
function isSection(row: readonly string[]): boolean {
  return /^[\d٠-٩]\s?\.\s?\D/.test(row[0] ?? '') && row.slice(1).every((cell) => cell === '')
}

function unknown(rows: readonly string[][]): PartOfReport[] {
  const blocks: string[][][] = [[]]
  for (const row of rows) {
    if (row.length === 0 || isSection(row)) blocks.push([])
    else blocks.at(-1)!.push(row)
  }
  const tables = blocks
    .filter((block) => block.length > 1 && block[0]!.filter(Boolean).length > 1)
    .flatMap((block) => {
      const lines = block.slice(1)
      const columns = columnsByContents(lines)
      return columns ? [{ columns, rows: lines, guessed: true }] : []
    })
  return tables
}
