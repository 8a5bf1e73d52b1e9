/**
 * Which PostgreSQL lives in a data directory, and what one that was killed has left behind. PostgreSQL deals with most of
 * that by itself; not with a process id that belongs to somebody else by now, which in a container is the rule.
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

/** The living PostgreSQL of this data directory, or `null`. */
export function postmasterOf(folder: string): Postmaster | null {
  // https://www.postgresql.org/docs/18/storage-file-layout.html: pid on the first line, status on the eighth.
  const lines = read(join(folder, 'postmaster.pid'))?.split('\n') ?? []
  const pid = Number(lines[0])
  return pid > 0 && worksIn(pid, folder) ? { pid, ready: lines[7]?.trim() === 'ready' } : null
}

/** Clears the way for a start where nobody is alive: files that name a stranger, server processes without a postmaster. */
export function clearRemains(folder: string, sockets: string): void {
  for (const file of [join(folder, 'postmaster.pid'), join(sockets, '.s.PGSQL.5432.lock')]) {
    const text = read(file)
    const pid = Number(text?.split('\n')[0])
    // Looked at twice, for somebody else may be starting at this moment.
    if (pid > 0 && !worksIn(pid, folder) && read(file) === text) rmSync(file, { force: true })
  }
  killOrphans(folder)
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
 * A server process that was busy when its postmaster was killed holds the shared memory until it notices, and a start has
 * to wait for it. Nobody can be talking to it any more, so it is ended; what it had committed is in the log.
 */
function killOrphans(folder: string): void {
  if (platform() !== 'linux') return
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    const isServerProcess = pid > 0 && worksIn(pid, folder) && read(`/proc/${pid}/cmdline`)?.startsWith('postgres: ')
    if (isServerProcess && !worksIn(parentOf(pid), folder)) kill(pid)
  }
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0)
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
