/** The pages as they are served: built when their sources have changed. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { Refusal } from '#server/foundations/refusal.ts'
import { withLock } from './lock.ts'

const root = join(import.meta.dirname, '../..')
const stamp = join(root, 'build/.copse-stamp')

/** What a page can be made of. */
const sources = ['src', 'content', 'static', 'vite.config.ts', 'tsconfig.json', 'package-lock.json']

/** Builds if need be; only one process does so at a time. Throws Refusal with what Vite said when it does not work. */
export async function ensureBuilt(say: (line: string) => void = console.log): Promise<void> {
  if (isFresh()) return
  refuseReadOnly()
  await withLock(join(root, '.copse/build'), 'Another copse is building the pages. Waiting for it …', async () => {
    if (isFresh()) return
    const wanted = fingerprint()
    say('Building the pages …')
    rmSync(stamp, { force: true })
    await build()
    writeFileSync(stamp, wanted)
  })
}

function isFresh(): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()
}

/** A hash over names and contents: times say nothing after a checkout. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of filesIn(join(root, source))) hash.update(`${relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return []
  const entries = readdirOrSelf(path)
  return entries.filter((file) => !file.endsWith('.test.ts') && !file.startsWith(join(root, 'src/cli/'))).sort()
}

function readdirOrSelf(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path]
    throw error
  }
}

async function build(): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = Promise.all([text(child.stdout), text(child.stderr)])
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Refusal(`The pages could not be built.\n${(await output).join('\n').trim()}`)
}

function refuseReadOnly(): void {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    throw new Refusal(
      `The pages have to be built again, and you may not write to ${root}. Run ./copse start once as whoever owns that folder.`,
    )
  }
}
