/** What people type about an event, for planning it and for changing it. */
import { z } from 'zod'
import { clock, day, flag, id, isBlank, line, lines, oneOf, optional, slug, whole, zone } from '../foundations/input.ts'
import { Invalid } from '../errors.ts'

export const places = ['online', 'room', 'hybrid', 'phone', 'writing'] as const
export type Place = (typeof places)[number]
export const confidences = ['open', 'learned-leaves', 'nothing-leaves'] as const
export type Confidence = (typeof confidences)[number]

/** Whom of those who may come an event is for: the design says so, and nobody else is kept out. */
export const audiences = [
  'everybody',
  'newcomers',
  'subgroups',
  'hub',
  'case-group',
  'core-team',
  'working-group',
  'guests-too',
] as const
export type Audience = (typeof audiences)[number]

/** Something that may be taken away again: nothing typed is nothing there, not given at all is as it was. */
export const clearable = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (isBlank(value) ? null : value), schema.nullable().optional())

/** An address on the web; one that was typed without its beginning gets it. */
export const link = z.preprocess(
  (value) =>
    typeof value === 'string' && /^[\w-]+(\.[\w-]+)+(\/|$)/.test(value.trim()) ? `https://${value.trim()}` : value,
  z.url({ protocol: /^https?$/, error: 'events.link' }).max(1000),
)

export const segment = z.object({
  day: optional(whole(1, 31)),
  minutes: whole(1, 10_080),
  title: line(200),
  purpose: optional(lines(1000)),
  mode: z.string('required').max(60),
  lead: z.string('required').max(60),
})

/** Rows of a form, each of which was left empty where its `field` was. */
export const filledIn = <S extends z.ZodType>(field: string, row: S, most: number) =>
  z.preprocess(
    (value) =>
      Array.isArray(value)
        ? value.filter((each) => typeof each !== 'object' || each === null || (field in each && each[field] !== ''))
        : value,
    z.array(row).max(most),
  )

/** Rows of an agenda form. */
export const agenda = filledIn('title', segment, 60)

/** The few things that matter when an event is planned from a format. */
export const plan = {
  format: slug,
  variant: optional(slug),
  title: line(300),
  summary: optional(lines(5000)),
  date: day,
  time: clock,
  zone: optional(zone),
  minutes: optional(whole(5, 44_640)),
  place: optional(oneOf(places)),
  place_link: optional(link),
  place_text: optional(lines(500)),
  place_dial: optional(lines(500)),
  circle: optional(slug),
  public: flag.optional(),
  capacity: optional(whole(1, 100_000)),
  online_capacity: optional(whole(1, 100_000)),
  guests: flag.optional(),
  facilitator: optional(id),
  agenda: optional(agenda),
}

/** The same for an event that is there: what is not given stays. */
export const change = {
  title: line(300).optional(),
  summary: clearable(lines(5000)),
  date: optional(day),
  time: optional(clock),
  zone: optional(zone),
  minutes: optional(whole(5, 44_640)),
  place: optional(oneOf(places)),
  place_link: clearable(link),
  place_text: clearable(lines(500)),
  place_dial: clearable(lines(500)),
  circle: clearable(slug),
  public: flag.optional(),
  capacity: clearable(whole(1, 100_000)),
  online_capacity: clearable(whole(1, 100_000)),
  guests: flag.optional(),
  confidence: optional(oneOf(confidences)),
  agenda: agenda.optional(),
}

/** Asked of whoever uses a form: `false` refuses what overlaps other events of the same people, `true` puts it there all the same. */
export const anyway = { anyway: flag.optional() }

/** One problem with one field, as the form shows it. */
export function problem(field: string, code: string, params: Record<string, unknown> = {}): Invalid {
  return new Invalid('input', {}, [{ path: [field], code, params }])
}
