/**
 * Statements of one transaction that travel together: what nobody waits for is sent at once, and the next that somebody
 * does wait for brings its answer along. PostgreSQL does them in order, so that each sees what the one before it wrote.
 */
import type { Compilable, CompiledQuery, DatabaseConnection, Kysely, QueryResult } from 'kysely'

const sent = new WeakSet<CompiledQuery>()

/**
 * Sends a statement of a transaction whose answer nobody needs. It fails with the next one, or with the commit: what was
 * written before it is not kept then. Where statements do not travel together it is a statement like any other.
 */
export async function send(db: Kysely<any>, statement: Compilable): Promise<void> {
  const query = statement.compile()
  sent.add(query)
  await db.executeQuery(query)
}

/** The connection of one transaction, which `begun` begins. */
export class Flight implements DatabaseConnection {
  readonly #connection: DatabaseConnection
  #ahead: Promise<unknown>[] = []

  constructor(connection: DatabaseConnection, begun: Promise<unknown>) {
    this.#connection = connection
    this.#goAhead(begun)
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const answer = this.#connection.executeQuery<R>(query)
    if (sent.has(query)) {
      this.#goAhead(answer)
      return { rows: [] }
    }
    if (this.#ahead.length === 0) return answer
    answer.catch(() => {})
    const ahead = this.#ahead
    this.#ahead = []
    // Whatever failed first is the reason why the others fail, and the one to be told.
    await Promise.all(ahead)
    return answer
  }

  /** What fails before anybody waits is told to whoever waits next. */
  #goAhead(answer: Promise<unknown>): void {
    answer.catch(() => {})
    this.#ahead.push(answer)
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Rows are not streamed')
  }
}
