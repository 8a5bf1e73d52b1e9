/**
 * News between the processes of one installation, through PostgreSQL's LISTEN and NOTIFY. A message is heard by those who
 * listen at that moment; nothing is kept for later.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Kysely } from 'kysely'
import pg from 'pg'
import type { DB } from '../../database.gen.ts'

export interface Listener {
  /** Calls `hear` with each message on the channel, until what is returned is called. */
  on(channel: string, hear: (message: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Sends messages of at most 8,000 bytes when the transaction at hand commits, or at once outside of one. */
export async function notify(db: Kysely<DB>, channel: string, message = '', ...more: string[]): Promise<void> {
  await sql`select pg_notify(${channel}, message) from unnest(${[message, ...more]}::text[]) as message`.execute(db)
}

/**
 * Opens one connection for all channels, and opens it again when it breaks. `missed` is called after such a gap: what was
 * sent in it is lost, and whoever shows a state has to read it anew.
 */
export async function openListener(url: string, missed: () => void = () => {}): Promise<Listener> {
  const heard = new Map<string, Set<(message: string) => void>>()
  let closed = false
  let client = await connect()

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString: url, application_name: 'copse', keepAlive: true })
    next.on('notification', ({ channel, payload = '' }) => {
      for (const hear of heard.get(channel) ?? []) hear(payload)
    })
    // Without a listener a lost connection would end this process; 'end' follows and is where it is dealt with.
    next.on('error', () => {})
    try {
      await next.connect()
      for (const channel of heard.keys()) await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      await next.end()
      throw error
    }
    next.once('end', () => void again())
    return next
  }

  async function again(): Promise<void> {
    for (let wait = 50; !closed; wait = Math.min(wait * 2, 5_000)) {
      try {
        client = await connect()
        if (closed) await client.end()
        else missed()
        return
      } catch {
        // The server is not back yet; whoever needs it now gets the error of their own query.
        await sleep(wait)
      }
    }
  }

  return {
    async on(channel, hear) {
      const listeners = heard.get(channel) ?? new Set()
      heard.set(channel, listeners.add(hear))
      // Where the connection is down at this moment, the next one listens to every channel by itself.
      if (listeners.size === 1) await client.query(`listen ${pg.escapeIdentifier(channel)}`).catch(() => undefined)
      return async () => {
        listeners.delete(hear)
        if (listeners.size > 0 || !heard.delete(channel)) return
        await client.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => undefined)
      }
    },
    async close() {
      closed = true
      await client.end()
    },
  }
}
