/** A new installation for a journey: started as an administrator would, on data of its own. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Installation {
  url: string
  /** The code that the start command printed. */
  code: string
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** Starts it and reads what it prints. */
export async function newInstallation(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'copse-journey-'))
  chmodSync(folder, 0o711)
  const child = spawn(join(root, 'copse'), ['start'], {
    cwd: root,
    env: { ...process.env, PORT: '0', COPSE_DATA: folder, DATABASE_URL: '', SITE_URL: '', SMTP_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { url, code } = await new Promise<{ url: string; code: string }>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /(http:\S+)\/set-up with the code (\S+)/.exec(said)
      if (found) resolve({ url: found[1]!, code: found[2]! })
    })
    child.once('exit', (status) => reject(new Error(`The installation ended with ${status}: ${said}`)))
  })
  return {
    url,
    code,
    async stop() {
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('close', resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
