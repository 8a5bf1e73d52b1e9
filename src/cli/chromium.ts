/** A browser for the tests: the one named, the distribution's, or installed by the means that this machine has. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '#server/foundations/refusal.ts'
import { root } from './run.ts'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Path of a Chromium. Throws Refusal with what to do where none can be had. */
export async function ensureChromium(): Promise<string> {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!existsSync(named)) throw new Refusal(`CHROMIUM_PATH names ${named}, and nothing is there.`)
    return named
  }
  const found = usual.find((path) => existsSync(path)) ?? (await ofPlaywright())
  if (found) return found
  console.log('The browser tests need Chromium and none is installed.')
  installFromDistribution()
  const installed = usual.find((path) => existsSync(path))
  if (installed) return installed
  console.log('Letting Playwright download one …')
  spawnSync(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'], {
    stdio: 'inherit',
  })
  const downloaded = await ofPlaywright()
  if (!downloaded)
    throw new Refusal(
      'No Chromium could be installed. Install one (on Debian: apt install chromium) or set CHROMIUM_PATH.',
    )
  return downloaded
}

function installFromDistribution(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.log('Installing the distribution’s chromium …')
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

async function ofPlaywright(): Promise<string | undefined> {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}
