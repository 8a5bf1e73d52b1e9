/** The dates of a series: by its rule, without the closed days. Pure. */
import { datesOf, daysAfter, type Openings } from '../../foundations/time/index.ts'
import { problem } from '../input.ts'
import type { WhenClosed } from './input.ts'

/** A series is planned for so many years and events at most, and renewed after that: no rule goes on for ever. */
export const longest = { years: 2, events: 104 }

export interface Asked {
  rule: string
  /** From which day on, `YYYY-MM-DD`. */
  from: string
  /** A day on which the rule fell before, from which it goes on counting weeks. */
  since?: string | undefined
  /** The last day, or how many. */
  until?: string | undefined
  times?: number | undefined
  whenClosed: WhenClosed
}

export interface DatedDay {
  date: string
  /** The rule gave another date, which is closed. */
  moved?: { from: string; why: string }
  /** It is held although the day is closed. */
  despite?: string
}

export interface Dates {
  days: DatedDay[]
  skipped: { date: string; why: string }[]
}

/**
 * The dates that a rule gives from a day on until a day, or so many times. Throws Invalid for a rule that would not end, one that lasts
 * for longer than two years or has more than 104 dates, and one that falls on no day at all.
 */
export function datesFor(asked: Asked, openings: Openings): Dates {
  const last = lastDay(asked)
  const found: Dates = { days: [], skipped: [] }
  const wished = ruleDates(asked.rule, asked.since ?? asked.from, last).filter((date) => date >= asked.from)
  const taken = new Set(wished)
  for (const date of wished) {
    if (found.days.length === asked.times) break
    const why = openings.kept(date)
    const day = why ? closedDay(date, why, asked.whenClosed, openings, taken) : { date }
    if (day) found.days.push(day)
    else found.skipped.push({ date, why: why! })
  }
  if (found.days.length > longest.events) throw problem('until', 'series.too-many', { most: longest.events })
  if (found.days.length === 0) throw problem('until', 'series.none')
  if (asked.times !== undefined && found.days.length < asked.times)
    throw problem('times', 'series.too-long', { years: longest.years })
  return { ...found, days: found.days.toSorted((a, b) => (a.date < b.date ? -1 : 1)) }
}

/** The dates of a rule; one that counts weeks or months counts from the first day on which it falls. */
export function ruleDates(rule: string, from: string, until: string): string[] {
  const every = rule.replace(/;INTERVAL=\d+/, '')
  if (every === rule) return datesOf(rule, from, until)
  const first = datesOf(every, from, daysAfter(from, 370))[0]
  return first === undefined || first > until ? [] : datesOf(rule, first, until)
}

/** The furthest day to which a series planned from a day may reach. */
export function furthest(from: string): string {
  return Temporal.PlainDate.from(from).add({ years: longest.years }).toString()
}

function lastDay({ from, until, times }: Asked): string {
  if (until === undefined && times === undefined) throw problem('until', 'series.endless')
  if (times !== undefined && times > longest.events) throw problem('times', 'series.too-many', { most: longest.events })
  if (until === undefined) return furthest(from)
  if (until < from) throw problem('until', 'series.ends-before')
  if (until > furthest(from)) throw problem('until', 'series.too-long', { years: longest.years })
  return until
}

/** For so many days after a closed one a free day is looked for: after that it is the next meeting's turn. */
const reach = 13

function closedDay(
  date: string,
  why: string,
  whenClosed: WhenClosed,
  openings: Openings,
  taken: Set<string>,
): DatedDay | undefined {
  if (whenClosed === 'keep') return { date, despite: why }
  if (whenClosed === 'skip') return undefined
  const free = Array.from({ length: reach }, (_, n) => daysAfter(date, n + 1)).find(
    (day) => !taken.has(day) && openings.closed(day) === null,
  )
  if (free === undefined) return undefined
  taken.add(free)
  return { date: free, moved: { from: date, why } }
}
