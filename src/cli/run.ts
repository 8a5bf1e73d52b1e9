/** Programs of this checkout, run with their names before their output. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export const root = join(import.meta.dirname, '../..')

export interface Step {
  name: string
  /** Path of a script below node_modules, and what it gets. */
  script: string
  args: string[]
  env?: Record<string, string>
}

interface Result {
  name: string
  well: boolean
  ms: number
}

/** Runs all steps, also after one has failed, and says at the end how each went. Returns the exit code. */
export async function runSteps(steps: Step[]): Promise<number> {
  return runLanes([steps])
}

/** The same for lanes of steps that go side by side. With several lanes a step's output is shown when it is over. */
export async function runLanes(lanes: Step[][]): Promise<number> {
  const results = await Promise.all(lanes.map((lane) => runLane(lane, lanes.length > 1)))
  console.log('')
  for (const { name, well, ms } of results.flat())
    console.log(`${well ? 'ok  ' : 'FAIL'} ${name} (${(ms / 1000).toFixed(1)} s)`)
  return results.flat().every(({ well }) => well) ? 0 : 1
}

async function runLane(steps: Step[], collected: boolean): Promise<Result[]> {
  const results: Result[] = []
  for (const step of steps) {
    if (!collected) console.log(`\n── ${step.name}`)
    const begun = performance.now()
    const well = await runStep(step, collected)
    results.push({ name: step.name, well, ms: performance.now() - begun })
  }
  return results
}

/** Runs a step on this Node; `true` when it ended well. */
async function runStep({ name, script, args, env }: Step, collected: boolean): Promise<boolean> {
  const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', collected ? 'pipe' : 'inherit', collected ? 'pipe' : 'inherit'],
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`, ...env },
  })
  const output = Promise.all([child.stdout, child.stderr].map((stream) => (stream ? text(stream) : '')))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (collected) console.log(`\n── ${name}\n${(await output).join('').trim()}`)
  return code === 0
}
