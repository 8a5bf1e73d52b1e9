/** `copse test`: everything. Types, lint, house rules, rules, rooms, doors over HTTP, journeys in a browser. */
import { ensureBuilt } from './build.ts'
import { format, lint, sync, types } from './check.ts'
import { ensureChromium } from './chromium.ts'
import { ensureDovecot } from './dovecot.ts'
import { runLanes, runSteps, type Step } from './run.ts'

export async function run(): Promise<number> {
  const chromium = await ensureChromium()
  const dovecot = ensureDovecot()
  const rooms: Step = {
    name: 'House, rules, rooms and doors',
    script: 'vitest/vitest.mjs',
    args: ['run'],
    env: dovecot ? {} : { COPSE_TESTS_WITHOUT: 'dovecot' },
  }
  const journeys: Step = {
    name: 'Journeys in a browser',
    script: '@playwright/test/cli.js',
    args: ['test', '--config', 'tests/journeys/playwright.config.ts'],
    env: { CHROMIUM_PATH: chromium },
  }
  const synced = await runSteps([sync])
  const [checked] = await Promise.all([runLanes([[types], [lint, format]]), ensureBuilt()])
  const tested = await runSteps([rooms, journeys])
  if (!dovecot)
    console.log(
      '\nLEFT OUT: fetching mail by IMAP, for which Dovecot is missing. Install it: apt install dovecot-imapd.',
    )
  return synced || checked || tested
}
