/**
 * Dumps that are made without being asked for, before something large changes.
 */
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backUp } from './backup.ts'

/** So many of them are kept. */
const kept = 5

/**
 * Writes `backups/before-<what>-<time>.copse` in the data folder, removes the oldest of these, and gives the path.
 * Uploads are left out: they stay where they are whatever comes next.
 */
export async function dumpBefore(what: string, dataFolder: string, databaseUrl: string): Promise<string> {
  const folder = join(dataFolder, 'backups')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const now = Temporal.Now.instant()
  const file = join(folder, `before-${what}-${now.toString({ smallestUnit: 'second' }).replaceAll(':', '-')}.copse`)
  await backUp(file, { databaseUrl, filesFolder: null, now })
  const dumps = (await readdir(folder)).filter((entry) => /^before-.*\.copse$/.test(entry)).sort(byTime)
  for (const old of dumps.slice(0, -kept)) await rm(join(folder, old))
  return file
}

function byTime(a: string, b: string): number {
  const time = (name: string): string => name.replace(/^before-[^-]+-/, '')
  return time(a) < time(b) ? -1 : 1
}
