/**
 * Many short questions on few connections. A question outside a transaction does not wait until a connection is free: it
 * is sent at once behind those that are under way on the same one, and the server answers them in order. A page's five
 * questions are then one thing to write, one process to wake and one thing to read (decision 007 has the figures). A
 * transaction has a connection to itself, and what nobody waits for goes with the next of its statements (`flight.ts`).
 */
import {
  PostgresDialect,
  PostgresDriver,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { Flight } from './flight.ts'

/** Questions under way on one connection, at most, while others are free. */
const depth = 16
/** Milliseconds without an answer after which a connection is taken for busy with something long: others go elsewhere. */
const patience = 25
/** Of the pool's connections so many stay for transactions. */
const kept = 2

type Connection = Parameters<PostgresDriver['releaseConnection']>[0]

/** For a pool whose clients have `pipeline` set: without it, questions wait for each other on their way out. */
export class SharingDialect extends PostgresDialect {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }

  override createDriver(): PostgresDriver {
    return new SharingDriver(this.#pool)
  }
}

class SharingDriver extends PostgresDriver {
  readonly #lines: Lines

  constructor(pool: pg.Pool) {
    super({ pool })
    this.#lines = new Lines(Math.max(1, (pool.options.max ?? 1) - kept), {
      open: async () => (await super.acquireConnection()) as Connection,
      close: (connection) => super.releaseConnection(connection),
    })
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new Seat(this.#lines)
  }

  override async beginTransaction(seat: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const own = (await super.acquireConnection()) as Connection
    // `begin` goes with the first statement.
    Object.assign(seat, { own, flight: new Flight(own, super.beginTransaction(own, settings)) })
  }

  override commitTransaction(seat: DatabaseConnection): Promise<void> {
    return super.commitTransaction((seat as Seat).flight!)
  }

  override rollbackTransaction(seat: DatabaseConnection): Promise<void> {
    return super.rollbackTransaction((seat as Seat).own!)
  }

  override async releaseConnection(seat: DatabaseConnection): Promise<void> {
    const { own } = seat as Seat
    if (own) await super.releaseConnection(own)
  }
}

/** Whoever asks: on a shared connection, or from `begin` on their own. */
class Seat implements DatabaseConnection {
  readonly #lines: Lines
  own: Connection | null = null
  flight: Flight | null = null

  constructor(lines: Lines) {
    this.#lines = lines
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return (this.flight ?? this.#lines).executeQuery(query)
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Rows are not streamed')
  }
}

/** Where connections come from and go back to. */
interface Connections {
  open(): Promise<Connection>
  close(connection: Connection): Promise<void>
}

interface Line {
  connection: Promise<Connection>
  underWay: number
  /** When it last answered, or was opened, by the clock of the process. */
  heard: number
}

/** The connections that are shared: each as long as something is under way on it, then the pool has it again. */
class Lines {
  readonly #most: number
  readonly #pool: Connections
  readonly #lines: Line[] = []

  constructor(most: number, pool: Connections) {
    this.#most = most
    this.#pool = pool
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const line = this.#choose()
    line.underWay++
    try {
      return await (await line.connection).executeQuery(query)
    } finally {
      line.heard = performance.now()
      if (--line.underWay === 0) await this.#giveBack(line)
    }
  }

  /** The first that has room: fewer in use are fewer processes to wake. */
  #choose(): Line {
    const now = performance.now()
    const free = this.#lines.find(({ underWay, heard }) => underWay < depth && now - heard < patience)
    if (free) return free
    if (this.#lines.length === this.#most) return this.#lines.reduce((a, b) => (b.underWay < a.underWay ? b : a))
    const line = { connection: this.#pool.open(), underWay: 0, heard: now }
    this.#lines.push(line)
    return line
  }

  /** The pool throws a broken one away. One that could not be opened has told everybody who asked. */
  async #giveBack(line: Line): Promise<void> {
    this.#lines.splice(this.#lines.indexOf(line), 1)
    const connection = await line.connection.catch(() => null)
    if (connection) await this.#pool.close(connection)
  }
}
