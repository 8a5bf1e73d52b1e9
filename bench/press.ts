/** Presses on one page, and sees what that takes of the processor. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import type { Asked, Came } from './load.ts'
import { between, onCore, processorTime, type Share } from './process.ts'
import { loadCore, type Running } from './server.ts'

export interface Pressed extends Came {
  name: string
  /** Milliseconds of the processor for one answer: what a busy machine does not change. */
  each: Share
}

/**
 * Answers before anything is measured: by then what is hot is compiled. Measured on Home: 2.5 ms of the processor for an
 * answer after 1,500, 1.6 after 4,500, the same from there on.
 */
export const warmUp = 5000

/** Presses for as long as asked, after a warm-up. */
export async function press(running: Running, asked: Omit<Asked, 'url' | 'amount'>): Promise<Pressed> {
  const url = running.url
  const warm = await load({ ...asked, url, amount: warmUp })
  const before = processorTime(running.pid)
  const came = await load({ ...asked, url, past: Math.ceil(warmUp / asked.connections) })
  const taken = between(before, processorTime(running.pid))
  const each = (ms: number) => Math.round((ms / came.answers) * 1000) / 1000
  return {
    name: asked.target.name,
    ...came,
    errors: came.errors + warm.errors,
    each: { application: each(taken.application), database: each(taken.database), whole: each(taken.whole) },
  }
}

async function load(asked: Asked): Promise<Came> {
  const [program, ...args] = [...onCore(loadCore), process.execPath, join(import.meta.dirname, 'load.ts')]
  const child = spawn(program!, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(asked))
  return (await json(child.stdout)) as Came
}
