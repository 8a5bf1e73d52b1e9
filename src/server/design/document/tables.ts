import type { Block, Column } from './blocks.ts'

/** A column: its label, and `end` for figures; `width` is its share of the table. */
export type ColumnOf = string | readonly [label: string, align: 'start' | 'end', width?: number]

/** A table from labels and rows. */
export function table(
  columns: readonly ColumnOf[],
  rows: readonly (readonly string[])[],
  more: { caption?: string; total?: string[] } = {},
): Block {
  return { kind: 'table', columns: columns.map(column), rows: rows.map((row) => [...row]), ...more }
}

/** A list, or nothing where there is nothing to list. */
export const list = (items: readonly string[]): Block[] =>
  items.length > 0 ? [{ kind: 'list', items: [...items] }] : []

/** A heading inside a part. */
export const heading = (text: string, id: string, level: 3 | 4 = 3): Block => ({ kind: 'heading', level, text, id })

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

function column(given: ColumnOf): Column {
  if (typeof given === 'string') return { label: given }
  const [label, align, width] = given
  return { label, align, ...(width !== undefined && { width }) }
}
