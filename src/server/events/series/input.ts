/** What people type about a series. */
import { z } from 'zod'
import { clock, day, id, line, oneOf, optional, whole } from '../../foundations/input.ts'
import { isCountry } from './countries.ts'

/** How often, as a form offers it. */
export const everies = [
  'week',
  '2-weeks',
  '3-weeks',
  '4-weeks',
  'month',
  '2-months',
  'quarter',
  'half-year',
  'year',
] as const
export type Every = (typeof everies)[number]
/** Which of its weekdays in a month: the first to the fourth, or the last. */
export const nths = ['1', '2', '3', '4', '-1'] as const
/** What becomes of a date that falls on a public holiday or into a quiet time. */
export const whenClosed = ['skip', 'move', 'keep'] as const
export type WhenClosed = (typeof whenClosed)[number]
/** How far a change reaches. */
export const scopes = ['this', 'following', 'all'] as const
export type Scope = (typeof scopes)[number]

/** A quiet time as it is stored. */
export interface Quiet {
  from: string
  to: string
  name?: string | undefined
}

/** How often: chosen from a form, or given by a program as an RRULE (RFC 5545) of the shapes that `readRule` reads. */
export const rhythm = {
  every: optional(oneOf(everies)),
  nth: optional(oneOf(nths)),
  /** ISO weekday, 1 Monday to 7 Sunday. */
  weekday: optional(whole(1, 7)),
  rule: optional(
    z
      .string()
      .trim()
      .toUpperCase()
      .max(200)
      .meta({ examples: ['FREQ=MONTHLY;BYDAY=2TH'] }),
  ),
}

/** For how long: until a day, or so many times. */
export const extent = { until: optional(day), times: optional(whole(1, 100_000)) }

/** Codes typed with commas, ticked, or given as a list. */
export const countries = z.preprocess(
  (value) =>
    value === undefined || value === null
      ? undefined
      : [value]
          .flat()
          .flatMap((each) => String(each).split(','))
          .map((code) => code.trim().toUpperCase())
          .filter(Boolean),
  z.array(z.string().refine(isCountry, 'series.country')).max(12).optional(),
)

/** Rows of a form; a row without dates was left empty. */
const quiet = z.preprocess(
  (value) =>
    Array.isArray(value)
      ? value.filter((row) => typeof row !== 'object' || row === null || !('from' in row) || row.from || row.to)
      : value,
  z
    .array(
      z
        .object({ from: day, to: day, name: optional(line(100)) })
        .refine(({ from, to }) => from <= to, { path: ['to'], message: 'series.quiet-order' }),
    )
    .max(12)
    .optional(),
)

/** What is kept clear. */
export const clear = { countries, on_closed: optional(oneOf(whenClosed)), quiet }

/** Times of a rotation, typed with commas or given as a list. */
export const slots = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((time) => time.trim())
          .filter(Boolean)
      : value,
  z.array(clock).max(6).optional(),
)

/** What was shown before it is done: that it is still the same is checked. */
export const seen = optional(z.string().max(100))

/** One event of a series, and how far from it something reaches. */
export const reach = { event: id, scope: oneOf(scopes) }
