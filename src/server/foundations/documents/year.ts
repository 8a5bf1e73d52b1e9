/** The year strip: what stands in each month. */
import type { Words } from '#i18n/index.ts'
import type { BlockOf } from './blocks.ts'

type Year = BlockOf<'year'>

/** As many dots as are told apart at a glance; more are a figure. */
const mostDots = 3

/** The twelve cells of a row: dots for events, and whether the month holds a quiet time. */
export function yearCells(row: Year['rows'][number]): { text: string; count: number; quiet: boolean }[] {
  return Array.from({ length: 12 }, (_, i) => {
    const count = row.counts[i] ?? 0
    return { text: count <= mostDots ? '●'.repeat(count) : String(count), count, quiet: row.quiet?.[i] ?? false }
  })
}

/** The sentence that says how to read the strip. */
export function yearLegend(year: Year, words: Words): string {
  const quiet = year.rows.some((row) => row.quiet?.some(Boolean))
  return words(quiet ? 'documents.year.legend' : 'documents.year.legendNoQuiet')
}
