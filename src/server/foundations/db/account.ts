/**
 * Who runs PostgreSQL. It refuses to run as root; started by root it runs as a service account instead.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Refusal } from '../refusal.ts'

export interface Account {
  name: string
  uid: number
  gid: number
}

/** Where things go that the service account cannot reach in the checkout. */
export const systemFolder = '/var/lib/copse'

const preferred = 'copse'
const unprivileged = ['postgres', 'nobody']
/** Stands for an account that is not there yet. */
const anybody: Account = { name: '', uid: -1, gid: -1 }

/**
 * The account to drop to, or `null` where none is needed because an ordinary user is at work.
 * As root: `copse`, made on first use; where it cannot be made, `postgres` or `nobody`, whichever exists.
 */
export function serviceAccount(say: (line: string) => void): Account | null {
  if (process.getuid?.() !== 0) return null
  const ways = [() => find(preferred), () => make(preferred, say), ...unprivileged.map((name) => () => find(name))]
  for (const way of ways) {
    const found = way()
    if (found) return found
  }
  throw new Refusal(
    `PostgreSQL refuses to run as root, and the account "${preferred}" could not be made. ` +
      `Make it (useradd --system ${preferred}), or start Copse as an ordinary user, or set DATABASE_URL.`,
  )
}

/**
 * The folder to keep data in when `wanted` is asked for: `wanted`, or as root, where the service account cannot walk to
 * it, a folder of its own under /var/lib/copse. A database that is there already stays, and runs as its owner.
 */
export function reachableFolder(wanted: string): string {
  if (process.getuid?.() !== 0 || existsSync(clusterFolder(wanted))) return wanted
  if (canReach(find(preferred) ?? anybody, wanted)) return wanted
  return join(systemFolder, createHash('sha256').update(wanted).digest('hex').slice(0, 12))
}

/** PostgreSQL's own directory inside a data folder. */
export function clusterFolder(dataFolder: string): string {
  return join(dataFolder, 'postgresql')
}

/**
 * Whether the account can walk to `path`, as far as `path` already exists. Reads the mode bits of every folder on the
 * way; access that only an ACL grants is not seen, which at worst keeps the data under /var/lib.
 */
export function canReach(account: Account, path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const seen = statSync(folder, { throwIfNoEntry: false })
    if (seen && !maySearch(account, seen)) return false
    if (folder === dirname(folder)) return true
  }
}

function maySearch(account: Account, { mode, uid, gid }: { mode: number; uid: number; gid: number }): boolean {
  if (uid === account.uid) return (mode & 0o100) !== 0
  if (gid === account.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

function find(name: string): Account | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  if (!line) return null
  const [, , uid, gid] = line.split(':')
  return Number(uid) === 0 ? null : { name, uid: Number(uid), gid: Number(gid) }
}

/** Tries the commands that Linux distributions have for it, one after the other. */
function make(name: string, say: (line: string) => void): Account | null {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', name]],
  ]
  for (const [command, args] of ways) {
    try {
      execFileSync(command, args, { stdio: 'ignore' })
    } catch {
      continue
    }
    const account = find(name)
    if (account) {
      say(`Made the service account "${name}": PostgreSQL runs as it, because it refuses to run as root.`)
      return account
    }
  }
  return null
}
