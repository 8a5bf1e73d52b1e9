/**
 * A pool of one connection that is inside a transaction already. What believes to begin, commit or roll back does so
 * with savepoints, so that code that opens transactions, and code that survives a refused statement, run as they are.
 */
import type pg from 'pg'

const savepoints: [RegExp, string][] = [
  [/^(begin|start transaction)\b/i, 'savepoint work'],
  // What is deferred to the commit is checked here, as it would be there.
  [/^commit$/i, 'set constraints all immediate; set constraints all deferred; release savepoint work'],
  [/^rollback$/i, 'rollback to savepoint work; release savepoint work'],
]

/** Takes a connection after `begin`; whoever asks for a second one at a time waits for the first. */
export function rollingBack(client: pg.PoolClient): pg.Pool {
  let free = Promise.resolve()
  const connect = async (): Promise<pg.PoolClient> => {
    const turn = free
    let release = (): void => {}
    free = new Promise((resolve) => (release = resolve))
    await turn
    return new Proxy(client, {
      get(target, key) {
        if (key === 'release') return release
        if (key !== 'query') return Reflect.get(target, key) as unknown
        return (text: unknown, ...rest: unknown[]) => target.query(translated(text) as string, ...(rest as []))
      },
    })
  }
  const query = async (...given: [string]): Promise<unknown> => {
    const mine = await connect()
    try {
      return await mine.query(...given)
    } finally {
      mine.release()
    }
  }
  return { connect, query, end: async () => {}, on: () => {}, options: {} } as unknown as pg.Pool
}

function translated(text: unknown): unknown {
  if (typeof text !== 'string') return text
  return savepoints.find(([pattern]) => pattern.test(text))?.[1] ?? text
}
