/**
 * A process that uses the database of a data folder: `node use-database.ts FOLDER`. Says where it is, then writes numbers
 * as fast as it can and says each that was acknowledged, until it is told to stop (SIGTERM) or killed.
 */
import pg from 'pg'
import { startEmbedded } from '#server/foundations/db/index.ts'

const embedded = await startEmbedded(process.argv[2]!, { say: (line) => tell({ said: line }) })
let going = true
process.once('SIGTERM', () => (going = false))
tell({ url: embedded.url, attached: embedded.attached })

const pool = new pg.Pool({ connectionString: embedded.url, max: 1 })
pool.on('error', (error) => tell({ said: error.message }))
await retrying('create table if not exists number (n integer primary key)')
const { rows } = await pool.query('select coalesce(max(n), 0) as n from number')
for (let n = rows[0].n + 1; going; n++) {
  await retrying(`insert into number values (${n}) on conflict do nothing`)
  tell({ wrote: n })
}
await pool.end()
await embedded.stop()

/** The server may go and come back. */
async function retrying(sql: string): Promise<void> {
  for (;;) {
    try {
      await pool.query(sql)
      return
    } catch (error) {
      if (!going) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

function tell(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}
