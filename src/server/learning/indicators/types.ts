/** An indicator that is computed from rows and facts: the figure is the sum of the rows that it opens to. */
import type { Ctx } from '../../ctx.ts'

/** Days of the community's calendar, both inside, and the instants around them. */
export interface Period {
  start: string
  end: string
  from: Temporal.Instant
  /** Not inside. */
  to: Temporal.Instant
}

/** One thing that was counted. */
export interface Row {
  id: string
  /** What a reader recognises: an event's title, a member's name. */
  label: string
  /** Day of an event, where it stands on the clocks of the organiser. */
  date?: string
  /** Whose row it is: rows about members and topics are shown with names to stewards only. */
  about: 'event' | 'member' | 'role' | 'topic' | 'unit'
  numerator: number
  denominator: number
}

export interface Sum {
  numerator: number
  denominator: number
  /** `null` is "no data": a denominator of 0 is never 0 % (catalogue, conventions). */
  value: number | null
}

export interface Measure {
  /** Id in content/indicators.json. */
  key: string
  rows(ctx: Ctx, period: Period): Promise<Row[]>
  /** What the rows come to, where that is neither their share nor their number: a median, for instance. */
  sum?(rows: readonly Row[]): Sum
}
