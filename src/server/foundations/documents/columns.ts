/** How wide the columns of a table are, so that every format lays the same table out the same way. */
import type { BlockOf } from './blocks.ts'

/** The share that a letter takes of a table as wide as the text of an A4 page, and the air at the edges of a cell. */
const letter = 0.0106
const edges = 0.02
/** A table of so many columns has its heads in smaller letters. */
const many = 6
const smaller = 0.84
/** A cell longer than this wraps; more letters do not ask for more room. */
const longest = 60

/**
 * The share of each column, summing to 1. Widths that were given are kept where the longest word fits into them; the rest
 * is divided by what the cells hold: the longest cell (up to a line or so) and the mean, so that one long cell does not
 * starve its neighbours.
 */
export function columnShares(table: Pick<BlockOf<'table'>, 'columns' | 'rows' | 'total'>): number[] {
  const { columns } = table
  const lines = [columns.map((c) => c.label), ...table.rows, ...(table.total ? [table.total] : [])]
  const cells = columns.map((_, i) => lines.map((line) => line[i] ?? ''))
  const given = columns.reduce((sum, c) => sum + (c.width ?? 0), 0)
  const wants = columns.map((c, i) => (c.width === undefined ? wanted(cells[i]!) : 0))
  const allWants = wants.reduce((a, b) => a + b, 0)
  const left = Math.max(0, 1 - given)
  const shares = columns.map((c, i) => c.width ?? (allWants > 0 ? (left * wants[i]!) / allWants : 0))
  const [heads, ...others] = lines
  const room = columns.map((_, i) =>
    Math.max(
      narrowest([heads![i]!], isDense(table) ? smaller : 1),
      narrowest(
        others.map((line) => line[i] ?? ''),
        1,
      ),
    ),
  )
  return withRoom(shares, room)
}

/** Whether the heads of a table are to be set smaller, so that words over columns of figures or marks fit. */
export const isDense = ({ columns }: Pick<BlockOf<'table'>, 'columns'>): boolean => columns.length >= many

function wanted(cells: string[]): number {
  const lengths = cells.map((cell) => Math.min(longest, cell.length))
  const mean = lengths.reduce((a, b) => a + b, 0) / Math.max(1, lengths.length)
  return Math.max(4, (Math.max(...lengths) + 2 * mean) / 3)
}

/** The share below which a word of the column would be cut. */
function narrowest(cells: string[], size: number): number {
  const words = cells.flatMap((cell) => cell.split(/[\s-]+/u))
  return Math.min(0.3, Math.max(3, ...words.map((word) => word.length)) * letter * size + edges)
}

/** Gives every column at least what it needs, taken from those that have more, in proportion to what they have over. */
function withRoom(shares: number[], least: number[]): number[] {
  const widened = shares.map((share, i) => Math.max(share, least[i]!))
  const over = widened.map((share, i) => share - least[i]!)
  const allOver = over.reduce((a, b) => a + b, 0)
  const excess = widened.reduce((a, b) => a + b, 0) - 1
  const fitted = widened.map((share, i) => share - (allOver > 0 ? (Math.min(excess, allOver) * over[i]!) / allOver : 0))
  const all = fitted.reduce((a, b) => a + b, 0)
  return fitted.map((share) => share / all)
}
