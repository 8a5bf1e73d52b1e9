/** The application as an administrator starts it, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

export interface Running {
  child: ChildProcess
  url: string
  /** Milliseconds from the start of the process to its first page. */
  startMs: number
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '..')

/** Starts on a data folder, on any free port, and asks for a first page. */
export async function start(dataFolder: string, firstPage: string): Promise<Running> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['src/cli/index.ts', 'start'], {
    cwd: root,
    env: { ...process.env, PORT: '0', COPSE_DATA: dataFolder, COPSE_COUNT: 'on', COPSE_JOBS: 'on', SITE_URL: '', DATABASE_URL: '', SMTP_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(child)
  const page = await fetch(url + firstPage)
  if (page.status !== 200) throw new Error(`${firstPage} answered ${page.status}`)
  await page.arrayBuffer()
  const stop = async () => {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('close', resolve))
  }
  return { child, url, startMs: Math.round(performance.now() - begun), stop }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /Copse is ready: (\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)))
  })
}
