/**
 * One connection, for work that is not a request: a backup, a migration, a look at the state of things.
 */
import pg from 'pg'
import { Refusal } from '../refusal.ts'

/** Connects under a name that others can see. Throws Refusal when the database cannot be reached. */
export async function connect(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: name, connectionTimeoutMillis: 10_000 })
  // A connection that breaks is told to whoever waits for a query; without this line it would also end the process.
  client.on('error', () => {})
  await client.connect().catch(unreachable)
  return client
}

/** Turns the failure of a connection into a sentence. */
export function unreachable(error: NodeJS.ErrnoException): never {
  throw new Refusal(`The database cannot be reached: ${error.message || error.code}.`)
}
