/** Which column of a table says what: by its heading, else by what stands in it. Pure. */
import { secondsOf } from './durations.ts'
import { isZoomName, meaningOf, type Meaning } from './headings.ts'
import { isMoment } from './moments.ts'

export type Columns = Partial<Record<Meaning, number>>

/**
 * The columns of a row of headings; `null` for a row that is none. Where a heading stands twice, as in reports that repeat
 * the meeting in every line, the later one is about the participant.
 */
export function columnsByHeading(row: readonly string[]): Columns | null {
  const columns: Columns = {}
  for (const [i, cell] of row.entries()) {
    const meaning = meaningOf(cell)
    if (!meaning || (meaning === 'name' && columns.name !== undefined && !isZoomName(cell))) continue
    columns[meaning] = i
  }
  if (columns.name === undefined && columns.last !== undefined) columns.name = columns.first
  const somebody = columns.name !== undefined
  const present = ['joined', 'duration', 'action', 'attended'].some((each) => each in columns)
  return somebody && present ? columns : null
}

/**
 * The columns of rows without a heading that is known: an address has an @, a moment a clock, a length of time its units,
 * and the first column of other words is the name. `null` where nobody's name or no time is found.
 */
export function columnsByContents(rows: readonly string[][]): Columns | null {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const columns: Columns = {}
  const moments: number[] = []
  for (let i = 0; i < width; i++) {
    const cells = rows.map((row) => row[i] ?? '').filter((cell) => cell !== '')
    const mostly = (is: (cell: string) => boolean) => cells.length > 0 && cells.filter(is).length * 2 > cells.length
    if (mostly((cell) => /^\S+@\S+\.\S+$/.test(cell))) columns.email ??= i
    else if (mostly(isMoment)) moments.push(i)
    else if (mostly((cell) => secondsOf(cell) !== null)) columns.duration ??= i
    else if (mostly((cell) => /\p{L}{2}/u.test(cell))) columns.name ??= i
  }
  if (moments[0] !== undefined) columns.joined = moments[0]
  if (moments[1] !== undefined) columns.left = moments[1]
  return columns.name !== undefined && (columns.joined ?? columns.duration) !== undefined ? columns : null
}
