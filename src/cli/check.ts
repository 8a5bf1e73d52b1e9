/** `copse check`: what can be known in half a minute: types, lint, format, house rules, and the tests that need no database. */
import { runLanes, runSteps, type Step } from './run.ts'

export const sync: Step = { name: 'Types of the routes', script: '@sveltejs/kit/svelte-kit.js', args: ['sync'] }
// By the native compiler, which finds the same in a third of the time; a page's `data` has its type without a word.
export const types: Step = {
  name: 'Types',
  script: 'svelte-check/bin/svelte-check',
  args: ['--tsgo-experimental-api', '--output', 'human', '--threshold', 'warning', '--fail-on-warnings'],
}
export const lint: Step = {
  name: 'Lint',
  script: 'oxlint/bin/oxlint',
  args: ['src', 'tests', 'bench', '--deny-warnings'],
}
export const format: Step = {
  name: 'Format',
  script: 'prettier/bin/prettier.cjs',
  args: ['--check', '--cache', '--log-level', 'warn', 'src', 'tests', 'bench'],
}
const fast: Step = {
  name: 'House rules and fast tests',
  script: 'vitest/vitest.mjs',
  args: ['run', '--project', 'fast', '--reporter', 'dot'],
}

export async function run(): Promise<number> {
  const before = await runSteps([sync])
  return (
    before ||
    runLanes([
      [types, format],
      [lint, fast],
    ])
  )
}
