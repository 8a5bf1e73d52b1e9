/**
 * One embedded PostgreSQL on disk: where it lies, how it is made, how it is set.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Refusal } from '../refusal.ts'
import { clusterFolder, serviceAccount, systemFolder, type Account } from './account.ts'
import { binariesFor, type Binaries } from './binaries.ts'

export interface Cluster {
  /** PostgreSQL's own data directory. */
  folder: string
  /** Folder of the unix socket; only the account and root may enter. */
  sockets: string
  log: string
  binaries: Binaries
  account: Account | null
  /** `false` is for tests: a crash of the machine may lose data then. */
  durable: boolean
}

/** Name of the database, and of the superuser that may enter through the socket. */
export const name = 'copse'

/**
 * The cluster of a data folder, made by initdb if there is none yet.
 * Several processes may do this at once: each makes its own, the first to rename wins.
 */
export async function clusterIn(dataFolder: string, durable: boolean, say: (line: string) => void): Promise<Cluster> {
  const folder = clusterFolder(dataFolder)
  const account = ownerOf(folder) ?? serviceAccount(say)
  const cluster: Cluster = {
    folder,
    sockets: socketFolder(dataFolder),
    log: join(dataFolder, 'postgresql.log'),
    binaries: binariesFor(account, say),
    account,
    durable,
  }
  makeReachable(dataFolder)
  ownedFolder(cluster.sockets, account)
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    if (dataFolder.startsWith(systemFolder))
      say(`The data are kept in ${dataFolder}, where the service account can reach them.`)
    await make(cluster)
  }
  refuseOtherVersion(cluster)
  return cluster
}

/** What `postgres` is started with: a small server that keeps every promise of durability. */
export function settings({ folder, sockets, durable }: Cluster): string[] {
  const values: Record<string, string | number> = {
    listen_addresses: '',
    unix_socket_directories: quoted(sockets),
    unix_socket_permissions: '0700',
    max_connections: 40,
    shared_buffers: '48MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    random_page_cost: 1.1,
    jit: 'off',
    // Two cores are enough for the small and none too many for the large: one query, one process.
    max_parallel_workers_per_gather: 0,
    max_worker_processes: 2,
    autovacuum_max_workers: 2,
    // Each of these would be a process of its own that this server has no use for.
    io_method: 'sync',
    max_logical_replication_workers: 0,
    max_wal_senders: 0,
    wal_level: 'minimal',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    max_wal_size: '512MB',
    idle_in_transaction_session_timeout: '5min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
  }
  return ['-D', folder, ...Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`])]
}

/** Environment of PostgreSQL's programs: nothing of ours, so that a stray PGDATA or locale changes nothing. */
export const environment = { LC_ALL: 'C', TZ: 'UTC' }

/** `uid` and `gid` for a child process, where root has to step down. */
export function asAccount(account: Account | null): { uid: number; gid: number } | Record<string, never> {
  return account ? { uid: account.uid, gid: account.gid } : {}
}

/** Address of a database of this cluster, for `pg` and everything that is built on it. */
export function addressOf({ sockets }: Cluster, database = name): string {
  return `postgresql:///${encodeURIComponent(database)}?user=${name}&host=${encodeURIComponent(sockets)}`
}

async function make({ folder, binaries, account }: Cluster): Promise<void> {
  const half = `${folder}.${process.pid}`
  rmSync(half, { recursive: true, force: true })
  ownedFolder(half, account)
  const ordinary = ['--pgdata', half, '--username', name, '--auth', 'trust', '--encoding', 'UTF8', '--no-instructions']
  // Sorting and case by Unicode on every machine alike, whatever its C library knows; the text parser alone asks
  // LC_CTYPE what a letter is, and takes the richest that the machine has.
  const locale = ['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8']
  let failure
  for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    try {
      await promisify(execFile)(binaries.initdb, [...ordinary, ...locale, '--lc-ctype', letters], {
        ...asAccount(account),
        env: environment,
        cwd: '/',
      })
      failure = undefined
      break
    } catch (error) {
      failure = error as Error & { stderr?: string }
      if (!/invalid locale name/.test(failure.stderr ?? '')) break
    }
  }
  if (failure) {
    rmSync(half, { recursive: true, force: true })
    throw new Refusal(`The database could not be made in ${folder}: ${(failure.stderr ?? failure.message).trim()}`)
  }
  moveInto(half, folder)
}

function moveInto(half: string, folder: string): void {
  try {
    renameSync(half, folder)
    const parent = openSync(dirname(folder), 'r')
    fsyncSync(parent)
    closeSync(parent)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(join(folder, 'PG_VERSION'))) throw error
  }
}

function refuseOtherVersion({ folder, binaries }: Cluster): void {
  const version = Number(readFileSync(join(folder, 'PG_VERSION'), 'utf8'))
  if (version === binaries.major) return
  throw new Refusal(
    `The data in ${folder} was written by PostgreSQL ${version}, and this Copse brings PostgreSQL ${binaries.major}. ` +
      'Back it up with the Copse that wrote it (./copse backup FILE), move the folder away, and restore the file here.',
  )
}

/**
 * Root runs an existing cluster as whoever owns it, so that a folder made by an ordinary user stays theirs.
 * Throws Refusal when an ordinary user finds a cluster of somebody else.
 */
function ownerOf(folder: string): Account | null {
  const found = statSync(folder, { throwIfNoEntry: false })
  const me = process.getuid?.()
  if (!found || found.uid === me) return null
  if (me === 0) return { name: String(found.uid), uid: found.uid, gid: found.gid }
  throw new Refusal(
    `The database in ${folder} belongs to another account: it was made when Copse was started by root or by another ` +
      'user. Start Copse as before, or set COPSE_DATA to a folder of your own.',
  )
}

/** The path of a socket may have some hundred bytes: a long data folder gets a short one under /tmp, by its hash. */
function socketFolder(dataFolder: string): string {
  const inside = join(dataFolder, 'socket')
  if (Buffer.byteLength(inside) <= 85) return inside
  const hash = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  return `/tmp/copse-${process.getuid?.()}-${hash}`
}

/** Makes a folder that others may walk through but not look into, whatever the umask is. */
function makeReachable(folder: string): void {
  const first = mkdirSync(folder, { recursive: true })
  if (!first) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o711)
}

/** Makes a private folder of the account. One that is already there must be just that: /tmp is open to everybody. */
function ownedFolder(folder: string, account: Account | null): void {
  if (!lstatSync(folder, { throwIfNoEntry: false })) {
    mkdirSync(folder, { mode: 0o700 })
    if (account) lchownSync(folder, account.uid, account.gid)
  }
  const found = lstatSync(folder)
  const owner = account?.uid ?? process.getuid?.()
  if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return
  throw new Refusal(
    `${folder} is not a private folder of the account that runs PostgreSQL. Remove it, then start again.`,
  )
}

/** A list setting: commas, spaces and quotes in a path are quoted as in SQL. */
function quoted(path: string): string {
  return `"${path.replaceAll('"', '""')}"`
}
