/** How wide the columns of a table are, so that every format lays the same table out the same way. */
import type { BlockOf } from './blocks.ts'

/** No column is narrower than this share: a short word has to fit. */
const narrowest = 0.08
/** A cell longer than this wraps; more letters do not ask for more room. */
const longest = 60

/**
 * The share of each column, summing to 1. Widths that were given are kept; the rest is divided by what the cells hold:
 * the longest cell (up to a line or so) and the mean, so that one long cell does not starve its neighbours.
 */
export function columnShares(table: Pick<BlockOf<'table'>, 'columns' | 'rows' | 'total'>): number[] {
  const { columns } = table
  const lines = [columns.map((c) => c.label), ...table.rows, ...(table.total ? [table.total] : [])]
  const given = columns.reduce((sum, c) => sum + (c.width ?? 0), 0)
  const wants = columns.map((c, i) => (c.width === undefined ? wanted(lines.map((line) => line[i] ?? '')) : 0))
  const allWants = wants.reduce((a, b) => a + b, 0)
  const left = Math.max(0, 1 - given)
  const shares = columns.map((c, i) => c.width ?? Math.max(narrowest, allWants > 0 ? (left * wants[i]!) / allWants : 0))
  const all = shares.reduce((a, b) => a + b, 0)
  return shares.map((share) => share / all)
}

function wanted(cells: string[]): number {
  const lengths = cells.map((cell) => Math.min(longest, cell.length))
  const mean = lengths.reduce((a, b) => a + b, 0) / Math.max(1, lengths.length)
  return Math.max(4, (Math.max(...lengths) + 2 * mean) / 3)
}
