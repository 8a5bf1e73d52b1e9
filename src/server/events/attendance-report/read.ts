/** Reads the attendance report of a video meeting: Zoom, Teams, Google Meet, or a table much like theirs. Pure. */
import { Invalid } from '../../errors.ts'
import { isZoomName, meaningOf } from './headings.ts'
import { linesOf } from './lines.ts'
import { attendeesOf, type Attendee } from './people.ts'
import { rowsOf } from './rows.ts'
import { tablesOf } from './tables.ts'

export const products = ['zoom', 'teams', 'meet', 'other'] as const
export type Product = (typeof products)[number]

export interface Report {
  product: Product
  /** The columns were found by what stands in them, not by their headings. */
  guessed: boolean
  /** The first day that the report speaks of, `YYYY-MM-DD`. */
  day: string | null
  people: Attendee[]
}

/** More people than ever met in one of these rooms. */
const most = 5000

/**
 * The people of a report and when they were there. `near` is the day of the meeting, which settles whether 03/04 is in March
 * or in April. Throws Invalid `attendance.unreadable` where no table of people is found, `attendance.long` for too many.
 */
export function readReport(text: string, near: Temporal.PlainDate): Report {
  const rows = rowsOf(text)
  const tables = tablesOf(rows)
  // Teams tells of the same people twice: once in short, once for every time they joined.
  const detailed = tables.filter(({ columns }) => columns.joined !== undefined && columns.left !== undefined)
  const product = productOf(rows)
  const perTable = tables.map((table) => linesOf(table, near))
  const lines =
    product === 'teams' && detailed.length > 1
      ? withAddresses(perTable[tables.indexOf(detailed.at(-1)!)]!, perTable.flat())
      : perTable.flat()
  if (lines.length === 0) throw new Invalid('attendance.unreadable')
  const people = attendeesOf(lines)
  if (people.length > most) throw new Invalid('attendance.long', { most })
  return {
    product,
    guessed: tables.every(({ guessed }) => guessed),
    day: lines.flatMap(({ day }) => day ?? []).toSorted()[0] ?? null,
    people,
  }
}

/** The lines of one table, and of the others those of people whom it forgets. */
function withAddresses<L extends { name: string; email: string | null }>(lines: L[], all: L[]): L[] {
  const named = new Set(lines.flatMap(({ name, email }) => [name, email ?? '']))
  const addresses = new Map(all.flatMap(({ name, email }) => (email ? [[name, email] as const] : [])))
  return [
    ...lines.map((line) => ({ ...line, email: line.email ?? addresses.get(line.name) ?? null })),
    ...all.filter(({ name, email }) => !named.has(name) && !(email && named.has(email))),
  ]
}

function productOf(rows: string[][]): Product {
  const cells = rows.slice(0, 60).flat()
  if (cells.some(isZoomName)) return 'zoom'
  const meant = new Set(cells.map(meaningOf))
  if (meant.has('upn') || meant.has('action') || rows.some((row) => /^2\s?\.\s?\D/.test(row[0] ?? ''))) return 'teams'
  if (meant.has('first') && meant.has('last') && meant.has('joined')) return 'meet'
  return 'other'
}
