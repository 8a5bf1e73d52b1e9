/** A report's text as rows of cells. Pure. */
import { parse } from 'csv-parse/sync'

const delimiters = ['\t', ';', ',', '|'] as const

/**
 * Rows of trimmed cells; an empty line is an empty row, because empty lines part the tables of a report. Reads tabs,
 * semicolons, commas and bars, the `sep=` line of Excel, and cells that Excel keeps as text by a formula (`="0042"`). A
 * quote that never closes costs its own line, not the rest of the file.
 */
export function rowsOf(text: string): string[][] {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
  const named = /^sep=(.)\n/i.exec(plain)
  const body = named ? plain.slice(named[0].length) : plain
  const delimiter = named?.[1] ?? delimiterOf(body)
  return (whole(body, delimiter) ?? lineByLine(body, delimiter)).map((row) => {
    const cells = row.map(cellOf)
    return cells.every((cell) => cell === '') ? [] : cells
  })
}

/** The one that stands most often in the lines that have it, outside of quotes. */
function delimiterOf(text: string): string {
  const lines = text
    .split('\n')
    .filter(Boolean)
    .slice(0, 60)
    .map((line) => line.replace(/"[^"]*"/g, ''))
  const count = (delimiter: string) => lines.reduce((n, line) => n + Math.min(line.split(delimiter).length - 1, 12), 0)
  return delimiters.map((each) => ({ each, n: count(each) })).toSorted((a, b) => b.n - a.n)[0]!.each
}

function whole(text: string, delimiter: string): string[][] | null {
  try {
    return cut(text, delimiter)
  } catch {
    // A broken quote somewhere: each line is then read for itself.
    return null
  }
}

function lineByLine(text: string, delimiter: string): string[][] {
  return text.split('\n').map((line) => whole(line, delimiter)?.[0] ?? line.replaceAll('"', '').split(delimiter))
}

function cut(text: string, delimiter: string): string[][] {
  return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false })
}

function cellOf(cell: string): string {
  const kept = /^="(.*)"$/s.exec(cell.trim())
  return (kept?.[1] ?? cell)
    .replaceAll('""', '"')
    .replace(/[\u200e\u200f\u202a-\u202e]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
