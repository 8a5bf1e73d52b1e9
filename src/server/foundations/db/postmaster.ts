/**
 * What `postmaster.pid` says, and whether it is true: the file outlives a PostgreSQL that was killed, and by then its
 * process id may belong to somebody else (in a container it usually does).
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { platform } from 'node:os'
import { join } from 'node:path'

export interface Postmaster {
  pid: number
  /** It has finished starting (or recovering) and takes connections. */
  ready: boolean
}

/** The living PostgreSQL of this data directory, or `null`. A file that is no longer true is removed. */
export function postmasterOf(folder: string): Postmaster | null {
  const file = join(folder, 'postmaster.pid')
  const text = read(file)
  if (!text) return null
  // https://www.postgresql.org/docs/18/storage-file-layout.html: pid on the first line, status on the eighth.
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0)) return null
  if (worksIn(pid, folder)) return { pid, ready: lines[7]?.trim() === 'ready' }
  killOrphans(folder)
  if (read(file) === text) rmSync(file, { force: true })
  return null
}

/** PostgreSQL's processes go to live in their data directory; no other process of that id would. */
function worksIn(pid: number, folder: string): boolean {
  try {
    if (platform() === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(folder)
  } catch {
    // No such process, or one of another account, which is not ours either.
    return false
  }
}

/**
 * A server process that was busy when its postmaster was killed holds the shared memory until it notices, and the next
 * start has to wait for it. Nobody can be talking to it any more, so it is ended; what it had committed is in the log.
 */
function killOrphans(folder: string): void {
  if (platform() !== 'linux') return
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    if (pid > 0 && worksIn(pid, folder) && read(`/proc/${pid}/comm`)?.trim() === 'postgres') kill(pid)
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    // A process may end while its entry is read.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
    throw error
  }
}
