/** Schemas for what people type: the same for forms (everything is text), programs (JSON) and the command line. */
import { z } from 'zod'

/** One line of text, trimmed; from 1 to `max` characters. */
export const line = (max = 200) =>
  z
    .string('required')
    .trim()
    .min(1, 'field.empty')
    .max(max)
    .refine((text) => !/[\r\n]/.test(text), 'field.one-line')

/** Text of several lines, trimmed; up to `max` characters. */
export const lines = (max = 10_000) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((text) => text.replaceAll('\r\n', '\n'))

/** Nothing typed, or nothing but spaces, is nothing given. */
export const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (isBlank(value) || value === null ? undefined : value), schema.optional())

/** A whole number, typed or given. */
export const whole = (min: number, max: number) =>
  z.preprocess(numeric, z.number('field.number').int('field.whole').min(min).max(max))

/** A number, typed with a point or a comma, or given. */
export const decimal = (min: number, max: number) => z.preprocess(numeric, z.number('field.number').min(min).max(max))

/** A box that was ticked (`on`), or a truth value. */
export const flag = z.preprocess(
  (value) =>
    value === 'on' || value === 'true'
      ? true
      : value === undefined || value === 'false' || value === ''
        ? false
        : value,
  z.boolean(),
)

/** `YYYY-MM-DD` of a day that exists, in a year in which somebody could meet. */
export const day = z
  .string('required')
  .refine(isDay, 'field.day')
  .meta({ format: 'date', examples: ['2027-03-31'] })

/** `HH:MM` on a 24-hour clock. */
export const clock = z
  .string('required')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field.clock')
  .meta({ examples: ['14:00'] })

/** An IANA time zone that the running zone data knows. */
export const zone = z
  .string('required')
  .refine(isZone, 'field.zone')
  .meta({ examples: ['Africa/Nairobi'] })

export const email = z
  .string('required')
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('field.email'))
  .meta({ format: 'email', examples: ['amina@example.org'] })

export const id = z.uuid('field.id').meta({ examples: ['019c5a3e-7c00-7000-8000-000000000001'] })

/** Part of an address: small letters, digits and single hyphens. */
export const slug = z
  .string('required')
  .trim()
  .toLowerCase()
  .min(2, 'field.slug')
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'field.slug')
  .meta({ examples: ['wider-circle'] })

/** One choice of several. */
export const oneOf = <const T extends readonly [string, ...string[]]>(options: T) => z.enum(options, 'field.choice')

/** A list typed with commas or given as a list. */
export const words = (max = 30) =>
  z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((word) => word.trim())
            .filter(Boolean)
        : (value ?? []),
    z.array(z.string().trim().min(1).max(80)).max(max),
  )

/** Where a list goes on (keyset pagination): opaque to the reader. */
export const page = { after: optional(z.string().max(400)), limit: optional(whole(1, 100)) }

/** Nothing that anybody could read. */
export const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === ''

function numeric(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const text = value
    .trim()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text === '' ? undefined : value
}

function isDay(text: string): boolean {
  try {
    const { year } = Temporal.PlainDate.from(text)
    return /^\d{4}-\d\d-\d\d$/.test(text) && year >= 1900 && year < 2200
  } catch {
    return false
  }
}

function isZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text)
    return /[A-Za-z]/.test(text)
  } catch {
    return false
  }
}
