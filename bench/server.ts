/** The application as an administrator starts it, with its database on one core and nothing else. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { onCore, processorTime } from './process.ts'

export interface Running {
  pid: number
  url: string
  /** Milliseconds from the command to its first page, by the clock and by the processor. */
  start: { clock: number; processor: number }
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '..')

/** The core of the server and its database; the load comes from the other. */
export const serverCore = 0
export const loadCore = 1

/** Starts on a data folder, on any free port, and asks for a first page. */
export async function start(
  dataFolder: string,
  firstPage: string,
  options: { pinned?: boolean; counts?: boolean } = {},
): Promise<Running> {
  const begun = performance.now()
  const [program, ...args] = [...(options.pinned === false ? [] : onCore(serverCore)), join(root, 'copse'), 'start']
  const child = spawn(program!, args, {
    cwd: root,
    env: environment(dataFolder, options.counts ?? false),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const said = await Promise.race([ready(child.stdout), ended.then((code) => `It ended with ${code}.`)])
  const url = /Copse is ready: (\S+)/.exec(said)?.[1]
  if (!url) throw new Error(`The server did not start. ${said}`)
  const page = await fetch(url + firstPage)
  await page.arrayBuffer()
  const clock = Math.round(performance.now() - begun)
  if (page.status !== 200) throw new Error(`${firstPage} answered ${page.status}`)
  return {
    pid: child.pid!,
    url,
    start: { clock, processor: processorTime(child.pid!).whole },
    async stop() {
      child.kill('SIGTERM')
      await Promise.race([ended, sleep(20_000)])
    },
  }
}

/** As by default, whatever is set for this command; `counts` has each page say how many queries it took. */
function environment(dataFolder: string, counts: boolean): NodeJS.ProcessEnv {
  const none = { SITE_URL: '', DATABASE_URL: '', SMTP_URL: '', COPSE_JOBS: '' }
  return { ...process.env, ...none, PORT: '0', COPSE_DATA: dataFolder, COPSE_COUNT: counts ? 'on' : 'off' }
}

/** Everything that was said until the server is ready. */
function ready(output: Readable): Promise<string> {
  let said = ''
  return new Promise((resolve) => {
    output.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (/Copse is ready: \S+\s/.test(said)) resolve(said)
    })
  })
}
