/** Processes as the operating system sees them: who belongs to whom, and how much memory they really take. */
import { readdirSync, readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'

/** A process and everything below it. */
export function family(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${entry}/stat`)
    if (stat) parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const found = [pid]
  for (let i = 0; i < found.length; i++) for (const [child, parent] of parents) if (parent === found[i]) found.push(child)
  return found
}

/** Proportional memory (PSS) in MB, split into the application and the database. Linux only. */
export function memory(pid: number): { application: number; database: number; whole: number } {
  let application = 0
  let database = 0
  for (const each of family(pid)) {
    const kb = Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${each}/smaps_rollup`) ?? '')?.[1] ?? 0)
    if (/postgres/.test(read(`/proc/${each}/comm`) ?? '')) database += kb
    else application += kb
  }
  const mb = (kb: number) => Math.round(kb / 102.4) / 10
  return { application: mb(application), database: mb(database), whole: mb(application + database) }
}

/** Keeps a process and its family on one core, where the system can. Returns whether it could. */
export function pin(pid: number, core: number): boolean {
  return family(pid).every((each) => spawnSync('taskset', ['-a', '-cp', String(core), String(each)], { stdio: 'ignore' }).status === 0)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It has ended in between.
    return undefined
  }
}
