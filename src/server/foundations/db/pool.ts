/**
 * Connections. Every statement with parameters is named by a hash of its SQL, so that PostgreSQL parses and plans it
 * once per connection: measured, that nearly doubles the rate of small reads.
 */
import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '../../database.gen.ts'
import { count } from './counting.ts'
import { SharingDialect } from './sharing.ts'
import { readers, written, type Moments } from './values.ts'

export interface PoolOptions {
  /** Under which others see its connections: `copse` if not said. */
  name?: string
  /** Connections at most. */
  max?: number
  /** How timestamptz is read: `date` only for a library that cannot do without. */
  moments?: Moments
  /** Milliseconds after which a statement is cancelled; 0 for never. */
  statementTimeout?: number
  /** For `openSharedDatabase`: a connection takes the next statement before it has answered the last. */
  shared?: boolean
}

/** PostgreSQL keeps each named statement per connection: SQL that is made up at run time must not fill its memory. */
const mostNames = 1000
const longestNamed = 16_000

/** Opens connections to `url` as they are needed. End the pool to close them. */
export function openPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: options.name ?? 'copse',
    // One stays open, so that others can see that somebody is here (a restore does not begin then).
    min: 1,
    max: options.max ?? 10,
    statement_timeout: options.statementTimeout ?? 30_000,
    connectionTimeoutMillis: 10_000,
    pipeline: options.shared ?? false,
    types: readers(options.moments ?? 'instant'),
    Client: NamingClient as unknown as typeof pg.Client,
  })
  // A connection that breaks is taken out of the pool by `pg`, and whoever uses it gets the error of their query; but
  // without a listener, on the idle and on those in use, the process would end.
  let told = -Infinity
  const tell = (error: Error): void => {
    // Whoever is leaving anyway need not hear that the server leaves, too.
    if (pool.ending) return
    // They tend to break all together.
    if (performance.now() - told > 1_000) console.error(`A connection to the database broke: ${error.message}`)
    told = performance.now()
  }
  pool.on('error', tell)
  pool.on('connect', (client) => client.on('error', tell))
  return pool
}

interface Statement {
  text: string
  values: unknown[]
  name?: string
}

/**
 * The query builder over a pool that was opened with `shared`, for many who ask for something short at once: what is not
 * in a transaction shares a few connections. Nothing that takes long, and nothing that one connection has to remember.
 */
export function openSharedDatabase(pool: pg.Pool): Kysely<DB> {
  return new Kysely<DB>({ dialect: new SharingDialect(pool) })
}

/** The query builder over the database at `url`, or over a pool that is open already. `destroy()` closes it. */
export function openDatabase(at: string | pg.Pool, options?: PoolOptions): Kysely<DB> {
  const pool = typeof at === 'string' ? openPool(at, options) : at
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
}

class NamingClient extends pg.Client {
  #together = false

  // @ts-expect-error pg declares a dozen overloads of query: text or object, with values or a callback or both.
  override query(first: unknown, second?: unknown, third?: unknown): unknown {
    const sql = typeof first === 'string' ? first : (first as Partial<Statement>).text
    if (sql === undefined) return super.query(first as never, second as never)
    count(sql)
    this.#writeTogether()
    const given: Partial<Statement> = typeof first === 'string' ? {} : (first as Statement)
    const values = given.values ?? (Array.isArray(second) ? second : undefined)
    const callback = [second, third].find((argument) => typeof argument === 'function')
    if (!values?.length) return super.query(first as never, callback as never)
    const named: Statement = { ...given, text: sql, values: values.map(written), name: given.name ?? nameOf(sql) }
    return super.query(named as never, callback as never)
  }

  /** Statements that are sent at the same time are one thing to write, not one each. */
  #writeTogether(): void {
    const { stream } = (this as unknown as { connection: { stream: Writable } }).connection
    if (this.#together || !this.pipeline) return
    this.#together = true
    stream.cork()
    process.nextTick(() => {
      this.#together = false
      stream.uncork()
    })
  }
}

const names = new Map<string, string>()

function nameOf(sql: string): string | undefined {
  const known = names.get(sql)
  if (known || names.size >= mostNames || sql.length > longestNamed) return known
  const name = createHash('sha256').update(sql).digest('base64url').slice(0, 20)
  names.set(sql, name)
  return name
}
