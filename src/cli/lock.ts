/** One process at a time: a folder, which only one can make, with the process id of who made it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Waits for whoever holds `folder`, saying so once, then runs `work`. The lock of a process that died is taken over. */
export async function withLock<T>(folder: string, waiting: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(folder), { recursive: true })
  for (let waited = 0; !take(folder); waited++) {
    if (isAbandoned(folder, waited)) rmSync(folder, { recursive: true, force: true })
    else await sleep(200)
    if (waited === 2) console.error(waiting)
  }
  try {
    return await work()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function take(folder: string): boolean {
  try {
    mkdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(folder, 'pid'), String(process.pid))
  return true
}

/** Its owner is gone, or was killed before it could even note who it was. */
function isAbandoned(folder: string, waited: number): boolean {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0)
    return false
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ESRCH' || (code === 'ENOENT' && waited > 25)
  }
}
