/** The studio: how long it takes to compose a design, and how long the whole command takes, on the examples. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, designDocument, readContext } from '#server/design/index.ts'
import { words } from '#i18n/index.ts'

export interface Took {
  name: string
  ms: number
}

const root = join(import.meta.dirname, '..')
const examples = join(root, 'examples')
const rounds = 10

/** Of every figure the slowest example is given. */
export async function measureDesign(): Promise<Took[]> {
  const files = readdirSync(examples).filter((file) => file.endsWith('.yaml'))
  const first: number[] = []
  const composing: number[] = []
  const telling: number[] = []
  for (const file of files) {
    const { context } = readContext(readFileSync(join(examples, file), 'utf8'), { filename: file })
    for (let i = 0; i <= rounds; i++) {
      const begun = performance.now()
      const design = await compose(context)
      const composed = performance.now()
      designDocument(design, { date: '2026-01-01', words: words('en') })
      ;(i === 0 ? first : composing).push(composed - begun)
      if (i > 0) telling.push(performance.now() - composed)
    }
  }
  return [
    { name: 'composing, the first time', ms: worst(first) },
    { name: 'composing again', ms: worst(composing) },
    { name: 'the document of it', ms: worst(telling) },
    { name: 'design command, Word', ms: worst(files.map((file) => command(file, ['docx']))) },
    { name: 'design command, Word and PDF', ms: worst(files.map((file) => command(file, ['docx', 'pdf']))) },
  ]
}

function command(file: string, endings: string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  const outputs = endings.flatMap((ending) => ['-o', join(folder, `design.${ending}`)])
  const begun = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    ['src/cli/index.ts', 'design', join(examples, file), ...outputs],
    { cwd: root, encoding: 'utf8' },
  )
  const took = performance.now() - begun
  rmSync(folder, { recursive: true, force: true })
  if (status !== 0) throw new Error(`The design of ${file} was not made: ${stderr}`)
  return took
}

const worst = (times: number[]): number => Math.round(Math.max(...times))
