/** Processes as the operating system sees them: who belongs to whom, what they take, on which core they run. Linux only. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Something of the application and of its database. */
export interface Share {
  application: number
  database: number
  whole: number
}

/** A process and everything below it. */
export function family(pid: number): number[] {
  const parents = new Map(processes().map((each) => [each, Number(fields(each)[1] ?? -1)]))
  const found = [pid]
  // The list grows while it is walked: children are followed by theirs.
  for (const each of found) for (const [child, parent] of parents) if (parent === each) found.push(child)
  return found
}

/**
 * Memory in MB as it would be were nothing else running: what is private or shared within the family, and the files that
 * it maps (programs, libraries) once and in full. PSS alone would flatter whoever shares a machine with other Nodes.
 */
export function memory(pid: number): Share {
  return shared(pid, (group) => {
    const own = group.map((each) => entry(each, 'smaps_rollup', 'Pss_Anon') + entry(each, 'smaps_rollup', 'Pss_Shmem'))
    const mapped = Math.max(0, ...group.map((each) => entry(each, 'status', 'RssFile')))
    return Math.round((sum(own) + mapped) / 102.4) / 10
  })
}

/** Milliseconds of processor time taken so far, by children that have ended as well. */
export function processorTime(pid: number): Share {
  // Ticks of 1/100 s (proc(5): fields 14 to 17, counted from behind the name).
  return shared(pid, (group) => 10 * sum(group.map((each) => sum(fields(each).slice(11, 15).map(Number)))))
}

/** The time between two readings. */
export function between(before: Share, after: Share): Share {
  return {
    application: after.application - before.application,
    database: after.database - before.database,
    whole: after.whole - before.whole,
  }
}

/** The words that start a program on one core, where the system has such words. */
export function onCore(core: number): string[] {
  return canPin ? ['taskset', '-c', String(core)] : []
}

/** Whether processes can be kept on a core; children of one that is kept there stay there too. */
export const canPin = spawnSync('taskset', ['-p', String(process.pid)], { stdio: 'ignore' }).status === 0

function shared(pid: number, measure: (group: number[]) => number): Share {
  const { database = [], application = [] } = Object.groupBy(family(pid), (each) =>
    read(each, 'comm').startsWith('postgres') ? 'database' : 'application',
  )
  const [app, db] = [measure(application), measure(database)]
  return { application: app, database: db, whole: Math.round((app + db) * 10) / 10 }
}

function processes(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
}

/** What stands behind the name in /proc/PID/stat: state, parent … The name itself may hold spaces and brackets. */
function fields(pid: number): string[] {
  const stat = read(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function entry(pid: number, file: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(read(pid, file))?.[1] ?? 0)
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    // It has ended in between.
    return ''
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0)
}
