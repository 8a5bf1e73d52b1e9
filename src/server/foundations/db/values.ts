/**
 * How PostgreSQL's values look in TypeScript, and back:
 * date `YYYY-MM-DD` · timestamp `YYYY-MM-DDTHH:MM:SS` (wall time, no zone) · timestamptz `Temporal.Instant` ·
 * bigint and numeric `number`. Everything else as `pg` has it.
 */
import pg from 'pg'

type Parser = (text: string) => unknown

/** How a moment is read: as an instant, or as a `Date` for a library that knows nothing else. */
export type Moments = 'instant' | 'date'

const oid = { bigint: 20, date: 1082, timestamp: 1114, timestamptz: 1184, numeric: 1700 }
/** https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/catalog/pg_type.dat */
const arrayOid = { bigint: 1016, date: 1182, timestamp: 1115, timestamptz: 1185, numeric: 1231 }

/** The readers to hand to `pg`, which keeps its own for every type that is not named here. */
export function readers(moments: Moments): pg.CustomTypesConfig {
  const each: Record<keyof typeof oid, Parser> = {
    bigint: safeInteger,
    date: (text) => text,
    timestamp: (text) => text.replace(' ', 'T'),
    timestamptz: moments === 'instant' ? (text) => Temporal.Instant.from(text) : (text) => new Date(text),
    numeric: Number,
  }
  const parsers = new Map<number, Parser>()
  for (const type of Object.keys(oid) as (keyof typeof oid)[]) {
    parsers.set(oid[type], each[type])
    parsers.set(arrayOid[type], (text) => inLists(parseList(text), each[type]))
  }
  return {
    getTypeParser: (id: number, format?: 'text' | 'binary') =>
      (format === 'binary' ? undefined : parsers.get(id)) ?? pg.types.getTypeParser(id, format as 'text'),
  }
}

/** A parameter as `pg` understands it: moments and dates of `Temporal` by their ISO form, in lists as well. */
export function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written)
  if (
    value instanceof Temporal.Instant ||
    value instanceof Temporal.PlainDate ||
    value instanceof Temporal.PlainDateTime
  )
    return value.toString()
  return value
}

const parseList = pg.types.getTypeParser(1009 as number)

function inLists(value: unknown, parse: Parser): unknown {
  if (Array.isArray(value)) return value.map((each) => inLists(each, parse))
  return value === null ? null : parse(value as string)
}

function safeInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} does not fit into a number`)
  return number
}
