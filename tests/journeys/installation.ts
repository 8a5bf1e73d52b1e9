/** A new installation for a journey: started as an administrator would, on data of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Installation {
  url: string
  /** The code that the start command printed. */
  code: string
  /** Stops it and starts it again on the same data and port, with other settings. */
  restart(settings: Record<string, string>): Promise<void>
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** Starts it and reads what it prints. */
export async function newInstallation(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'copse-journey-'))
  chmodSync(folder, 0o711)
  const own = { PORT: String(await freePort()), COPSE_DATA: folder }
  let running = start(own)
  const { url, code } = await printed(running, /(?<url>http:\S+)\/set-up with the code (?<code>\S+)/)
  return {
    url: url!,
    code: code!,
    async restart(settings) {
      await stop(running)
      running = start({ ...own, ...settings })
      await printed(running, /Copse is ready/)
    },
    async stop() {
      await stop(running)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Known beforehand: it stands in the links of letters, and stays the same after a restart. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The settings of whoever runs the tests are not those of the installation. */
function start(settings: Record<string, string>): ChildProcess {
  const none = { DATABASE_URL: '', SITE_URL: '', SMTP_URL: '' }
  return spawn(join(root, 'copse'), ['start'], {
    cwd: root,
    env: { ...process.env, ...none, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Waits for a line; gives its named groups. */
export function printed(child: ChildProcess, line: RegExp): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = line.exec(said)
      if (found) resolve({ ...found.groups })
    })
    child.once('exit', (status) =>
      reject(new Error(`It ended with ${status} before it said ${line}. It said: ${said}`)),
    )
  })
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('close', resolve))
}
