/** `copse test`: everything. Types, lint, house rules, rules, rooms, doors over HTTP, journeys in a browser. */
import { ensureBuilt } from './build.ts'
import { format, lint, sync, types } from './check.ts'
import { ensureChromium } from './chromium.ts'
import { runSteps, type Step } from './run.ts'

const rooms: Step = { name: 'House, rules, rooms and doors', script: 'vitest/vitest.mjs', args: ['run'] }

export async function run(): Promise<number> {
  const chromium = await ensureChromium()
  const journeys: Step = {
    name: 'Journeys in a browser',
    script: '@playwright/test/cli.js',
    args: ['test', '--config', 'tests/journeys/playwright.config.ts'],
    env: { CHROMIUM_PATH: chromium },
  }
  const before = await runSteps([sync, types, lint, format])
  await ensureBuilt()
  const after = await runSteps([rooms, journeys])
  return before || after
}
