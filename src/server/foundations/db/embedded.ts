/**
 * The PostgreSQL that Copse brings along: started when somebody needs it, shared by every process of one data folder
 * (the server, a backup beside it), stopped by the last that leaves. Decision 001 says why and how.
 *
 * Each process holds one connection, the keeper, with a shared advisory lock. Whoever gets that lock exclusively is
 * alone and may stop the server; a process that was killed has let go of it by dying. A keeper that breaks says that
 * PostgreSQL itself has gone, and starts it again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Refusal } from '../refusal.ts'
import { clusterFolder } from './account.ts'
import { addressOf, clusterIn, name, type Cluster } from './cluster.ts'
import { endPostmaster, launch } from './launch.ts'
import { clearRemains, postmasterOf } from './postmaster.ts'

export interface Embedded {
  /** Address of the database, for `pg`. */
  url: string
  /** Address of another database of the same server. */
  urlOf(database: string): string
  /** It was running already: another process uses it, or one that was killed left it behind. */
  attached: boolean
  /** Leaves; the last to leave stops the server in order. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** `false` trades safety against speed: for tests only. */
  durable?: boolean
  /** Takes a line for the administrator. */
  say?: (line: string) => void
}

const lockKey = 0x636f7073
const attempts = 5

/** Starts the PostgreSQL of a data folder, or joins the one that runs there. Throws Refusal when that cannot be done. */
export async function startEmbedded(dataFolder: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const say = options.say ?? console.error
  const cluster = await clusterIn(dataFolder, options.durable ?? true, say)
  let leaving = false
  let held = await enter(cluster, say)
  const attached = !held.launched
  await makeDatabase(held.keeper)

  const watch = (keeper: pg.Client): void => void keeper.once('end', () => (reviving = revive()))
  const revive = async (): Promise<void> => {
    for (let wait = 500, told = ''; !leaving; wait = Math.min(wait * 2, 10_000)) {
      try {
        held = await enter(cluster, say)
        watch(held.keeper)
        if (held.launched) say('PostgreSQL ended unexpectedly. It was started again; what was committed is there.')
        return
      } catch (error) {
        // A full disk, say: it may be mended while we go on.
        const { message } = error as Error
        if (message !== told) say((told = message))
        await sleep(wait)
      }
    }
  }
  let reviving = Promise.resolve()
  watch(held.keeper)

  return {
    url: addressOf(cluster),
    urlOf: (database) => addressOf(cluster, database),
    attached,
    async stop() {
      if (leaving) return
      leaving = true
      await reviving
      if (await isAlone(held.keeper)) await endPostmaster(cluster.folder)
      await held.keeper.end()
    },
  }
}

/** Stops the PostgreSQL of a data folder whoever uses it. For a folder that nobody owns any more. */
export async function stopEmbedded(dataFolder: string): Promise<void> {
  await endPostmaster(clusterFolder(dataFolder))
}

interface Held {
  keeper: pg.Client
  launched: boolean
}

async function enter(cluster: Cluster, say: (line: string) => void): Promise<Held> {
  let launched = false
  let patience = performance.now() + 5_000
  for (let failures = 0; ; await sleep(10)) {
    if (!postmasterOf(cluster.folder)) {
      clearRemains(cluster.folder, cluster.sockets)
      const failure = await launch(cluster)
      launched = failure === null
      // Another process may have been faster; its PostgreSQL is as good.
      if (failure !== null && !postmasterOf(cluster.folder)) await countFailure(++failures, failure)
    }
    const keeper = postmasterOf(cluster.folder)?.ready ? await hold(cluster) : null
    if (keeper) return { keeper, launched }
    if (performance.now() > patience) {
      say('Waiting for PostgreSQL, which is recovering or stopping …')
      patience = Infinity
    }
  }
}

/** What one start that was killed leaves behind may take a moment to go. */
async function countFailure(failures: number, said: string): Promise<void> {
  if (failures === attempts) throw new Refusal(`PostgreSQL did not start. It said: ${said}`)
  await sleep(100 * failures)
}

/** Connects and takes the shared lock; `null` where the server is on its way down or not up yet. */
async function hold(cluster: Cluster): Promise<pg.Client | null> {
  const keeper = new pg.Client({ connectionString: addressOf(cluster, 'postgres'), application_name: 'copse keeper' })
  // Without a listener a lost connection would end this process; 'end' follows and is where it is dealt with.
  keeper.on('error', () => {})
  try {
    await keeper.connect()
    const { rows } = await keeper.query(`select pg_try_advisory_lock_shared(${lockKey}) as held`)
    if (rows[0].held) return keeper
  } catch (error) {
    if (!isPassing(error as NodeJS.ErrnoException)) throw error
  }
  await keeper.end()
  return null
}

/** Starting up, shutting down, gone in between. */
function isPassing({ code, message }: NodeJS.ErrnoException): boolean {
  const codes = ['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE']
  return codes.includes(code ?? '') || /Connection terminated/.test(message)
}

async function isAlone(keeper: pg.Client): Promise<boolean> {
  try {
    const { rows } = await keeper.query(
      `select pg_advisory_unlock_shared(${lockKey}), pg_try_advisory_lock(${lockKey}) as alone`,
    )
    return rows[0].alone
  } catch (error) {
    if (isPassing(error as NodeJS.ErrnoException) || /not queryable/.test((error as Error).message)) return false
    throw error
  }
}

async function makeDatabase(keeper: pg.Client): Promise<void> {
  const { rowCount } = await keeper.query('select from pg_database where datname = $1', [name])
  if (rowCount) return
  try {
    await keeper.query(`create database ${name}`)
  } catch (error) {
    // Another process was faster.
    if (!['42P04', '23505'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
