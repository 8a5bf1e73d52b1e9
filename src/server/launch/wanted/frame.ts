/** What every shelf of a design needs to know beside the design. */
import type { Design } from '../../design/index.ts'
import type { WantedRow } from '../shelves.ts'

export interface Frame {
  /** First day of the community, `YYYY-MM-DD`. */
  start: string
  /** Day on which new terms begin. */
  opens: string
  zone: string
  /** Ids of the circles by the design's keys. */
  circles: ReadonlyMap<string, string>
  /** Keys of the terms that still run when the calendar begins, by the seat: `facilitator-2`. */
  terms: ReadonlyMap<string, string>
}

/** The calendar's year: next year's events are new ones, however the series are called. */
export const yearOf = (parts: Design['parts']) => parts.calendar.from.slice(0, 4)

export const named = (row: WantedRow) => String(row.name ?? row.title ?? row.key)

export const numbered = <T>(list: readonly T[], row: (item: T, i: number) => WantedRow) =>
  list.map((item, i) => ({ ...row(item, i), position: i + 1 }))
