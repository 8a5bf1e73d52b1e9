/** Programs of this checkout, run one after the other, with their names before their output. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

export interface Step {
  name: string
  /** Path of a script below node_modules, and what it gets. */
  script: string
  args: string[]
  env?: Record<string, string>
}

/** Runs a step on this Node; `true` when it ended well. */
export function runStep({ script, args, env }: Step): Promise<boolean> {
  const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`, ...env },
  })
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)))
}

/** Runs all steps, also after one has failed, and says at the end how each went. Returns the exit code. */
export async function runSteps(steps: Step[]): Promise<number> {
  const results: [string, boolean, number][] = []
  for (const step of steps) {
    console.log(`\n── ${step.name}`)
    const begun = performance.now()
    results.push([step.name, await runStep(step), performance.now() - begun])
  }
  console.log('')
  for (const [name, well, ms] of results) console.log(`${well ? 'ok  ' : 'FAIL'} ${name} (${(ms / 1000).toFixed(1)} s)`)
  return results.every(([, well]) => well) ? 0 : 1
}
