/**
 * Starts and ends the PostgreSQL process of a cluster. It lives in a session of its own, so that Ctrl-C in a terminal
 * reaches Copse alone, which finishes its work before the database goes.
 */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { asAccount, environment, settings, type Cluster } from './cluster.ts'
import { postmasterOf } from './postmaster.ts'

const logLimit = 5_000_000

/** Starts it; gives `null` once it takes connections, or what it said if it ended instead. */
export async function launch(cluster: Cluster): Promise<string | null> {
  const before = shortenLog(cluster.log)
  const log = openSync(cluster.log, 'a', 0o600)
  const child = spawn(cluster.binaries.postgres, settings(cluster), {
    ...asAccount(cluster.account),
    env: environment,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  let ended = false
  let failure = ''
  child.once('exit', () => (ended = true))
  child.once('error', (error) => {
    failure = error.message
    ended = true
  })
  while (!ended) {
    const found = postmasterOf(cluster.folder)
    if (found?.pid === child.pid && found?.ready) return null
    await sleep(5)
  }
  return failure || readFileSync(cluster.log).subarray(before).toString().trim()
}

/**
 * Ends it in order: open transactions are rolled back, everything committed is on disk. After half a minute it is told
 * to go at once, which costs the next start a recovery and nothing else.
 */
export async function endPostmaster(folder: string): Promise<void> {
  const patience = 30_000
  const start = performance.now()
  let urgent = false
  for (let found = postmasterOf(folder), told = 0; found; found = postmasterOf(folder)) {
    if (told !== found.pid) signal((told = found.pid), 'SIGINT')
    if (!urgent && performance.now() - start > patience) {
      urgent = true
      signal(found.pid, 'SIGQUIT')
    }
    await sleep(10)
  }
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // It may have ended by itself in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Keeps one older log; gives the size of the current one. */
function shortenLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size < logLimit) return size
  renameSync(file, `${file}.1`)
  return 0
}
