/** Measures the live room: a thousand people connected to one process, and all of them vote within ten seconds. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import type { Crowd, CrowdSaw, Percentiles } from './crowd.ts'
import { prepareMeeting, votesKept } from './meeting.ts'
import { memory, onCore, processorTime, between, type Share } from './process.ts'
import { loadCore, start } from './server.ts'

export interface LiveResult extends CrowdSaw {
  results: 'after-close' | 'live'
  /** Votes that the database holds afterwards. */
  kept: number
  memoryMb: { connected: Share; voted: Share }
  /** Of the processor, while all vote. */
  processorMs: Share
}

interface Options {
  people: number
  seconds: number
}

/** Both ways of showing results: to the wall's count alone, and to every hand with every vote. */
export async function measureLive(options: Options): Promise<LiveResult[]> {
  const results: LiveResult[] = []
  for (const shown of ['after-close', 'live'] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'copse-live-'))
    chmodSync(folder, 0o711)
    try {
      results.push(await measureOnce(folder, options, shown))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return results
}

export function reportLive(results: readonly LiveResult[]): void {
  for (const each of results) {
    const said = ({ p50, p95, p99, most }: Percentiles) => `p50 ${p50}, p95 ${p95}, p99 ${p99}, most ${most} ms`
    console.log(
      `\nResults ${each.results}: ${each.connected} lines, ${each.acknowledged} votes acknowledged, ${each.kept} kept, ${each.refused} refused`,
    )
    console.log(`  vote to answer: ${said(each.answer)}`)
    console.log(`  vote to wall:   ${said(each.wall)}; ${each.unseen} never shown`)
    console.log(`  updates: wall ${each.wallUpdates}, hands ${each.handUpdates}`)
    for (const [when, { whole, application, database }] of Object.entries(each.memoryMb))
      console.log(`  memory ${when}: ${whole} MB (application ${application}, database ${database})`)
    console.log(`  processor: application ${each.processorMs.application} ms, database ${each.processorMs.database} ms`)
  }
}

async function measureOnce(folder: string, options: Options, results: LiveResult['results']): Promise<LiveResult> {
  const prepared = await prepareMeeting(folder, options.people, results)
  const running = await start(folder, '/')
  try {
    const crowd: Crowd = { ...prepared, url: running.url, seconds: options.seconds }
    const [program, ...args] = [...onCore(loadCore), process.execPath, join(import.meta.dirname, 'crowd.ts')]
    const child = spawn(program!, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    child.stdin.end(JSON.stringify(crowd))
    const connected = new Promise<{ memory: Share; processor: Share }>((resolve) =>
      child.stderr.once('data', () => resolve({ memory: memory(running.pid), processor: processorTime(running.pid) })),
    )
    const saw = (await json(child.stdout)) as CrowdSaw
    const before = await connected
    const voted = memory(running.pid)
    const processorMs = between(before.processor, processorTime(running.pid))
    await running.stop()
    const kept = await votesKept(folder, prepared.poll)
    return { ...saw, results, kept, memoryMb: { connected: before.memory, voted }, processorMs }
  } catch (error) {
    await running.stop()
    throw error
  }
}
