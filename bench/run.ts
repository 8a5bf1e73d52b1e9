/** Measures speed, memory and weight on data of a chosen size; prints what was seen, and keeps it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { answersSince, prepare, type Prepared } from './data.ts'
import { measureDesign, type Took } from './design.ts'
import type { Size } from './large.ts'
import { targets, type Target } from './pages.ts'
import { press, warmUp, type Pressed } from './press.ts'
import { canPin, memory, type Share } from './process.ts'
import { start, type Running } from './server.ts'
import { weigh, type Weight } from './weigh.ts'

export interface Options extends Size {
  seconds: number
  connections: number
  /** Only pages whose name holds this. */
  only?: string | undefined
  /** Folder whose data are taken as they are, or made and left there. */
  keep?: string | undefined
  /** The studio as well. */
  design?: boolean | undefined
}

export interface Result {
  at: string
  node: string
  size: Size
  pinned: boolean
  starts: Record<'oneCore' | 'free', Running['start'][]>
  memoryMb: Record<'idle' | 'loaded', Share>
  weights: Weight[]
  speeds: Pressed[]
  /** Answers to events that were given, and those that the database has kept; what was under way at the end is kept, too. */
  written?: { answered: number; kept: number } | undefined
  design?: Took[] | undefined
}

const startsEach = 3

/** Runs everything and returns what was measured. Throws when a page is not what it should be. */
export async function measure(options: Options): Promise<Result> {
  const folder = options.keep ?? openFolder()
  try {
    const { members, events, facts } = options
    console.log(`Data: ${members} members, ${events} events, ${facts} facts …`)
    const prepared = await prepare(join(folder, String(members)), { members, events, facts })
    const starts = { oneCore: await startOften(prepared.folder, true), free: await startOften(prepared.folder, false) }
    const weights = await weighAll(prepared, options)
    const pressed = await pressAll(prepared, options, weights)
    const design = options.design ? await measureDesign() : undefined
    return {
      at: new Date().toISOString(),
      node: process.version,
      size: { members, events, facts },
      pinned: canPin,
      starts,
      weights,
      ...pressed,
      design,
    }
  } finally {
    if (!options.keep) rmSync(folder, { recursive: true, force: true })
  }
}

/** The service account of the database walks through it. */
function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  chmodSync(folder, 0o711)
  return folder
}

async function startOften(folder: string, pinned: boolean): Promise<Running['start'][]> {
  const starts = []
  for (let i = 0; i < startsEach; i++) {
    const running = await start(folder, '/', { pinned })
    starts.push(running.start)
    await running.stop()
  }
  return starts
}

async function weighAll({ folder, large, secret }: Prepared, options: Options): Promise<Weight[]> {
  const running = await start(folder, '/', { counts: true })
  try {
    const weights = []
    for (const target of chosen(targets(large, secret, running.url), options)) {
      if (target.method === 'GET') weights.push(await weigh(running.url, target))
    }
    return weights
  } finally {
    await running.stop()
  }
}

async function pressAll(
  prepared: Prepared,
  options: Options,
  weights: Weight[],
): Promise<Pick<Result, 'memoryMb' | 'speeds' | 'written'>> {
  const running = await start(prepared.folder, '/')
  const begun = Temporal.Now.instant()
  const speeds: Pressed[] = []
  const memories: Share[] = []
  try {
    await sleep(5000)
    const idle = memory(running.pid)
    for (const target of chosen(targets(prepared.large, prepared.secret, running.url), options)) {
      // Some members' pages are shorter than the one that was weighed.
      const least = Math.floor((weights.find(({ name }) => name === target.name)?.page ?? 0) / 2)
      const { seconds, connections } = options
      speeds.push(await press(running, { target, seconds, connections, least }))
      memories.push(memory(running.pid))
    }
    const loaded = memories.reduce((most, each) => (each.whole > most.whole ? each : most), idle)
    await running.stop()
    const rsvp = speeds.find(({ name }) => name === 'RSVP')
    const written = rsvp && { answered: warmUp + rsvp.answers, kept: await answersSince(prepared, begun) }
    return { memoryMb: { idle, loaded }, speeds, written }
  } catch (error) {
    await running.stop()
    throw error
  }
}

function chosen(all: Target[], { only }: Options): Target[] {
  return only ? all.filter(({ name }) => name.includes(only)) : all
}
