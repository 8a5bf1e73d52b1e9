import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Manuscript } from '../blocks.ts'
import { inCheckout } from '../checkout.ts'
import { sheetOf } from './sheet.ts'

/** Sets a manuscript with Typst. Blocks the thread it is called on: see `press/`. */
export function typeset(manuscript: Manuscript): Uint8Array {
  return typesetFile('manuscript.typ', sheetOf(manuscript))
}

/** Sets one of the files beside this one; `sheet` is the JSON that it reads. */
export function typesetFile(file: string, sheet: string): Uint8Array {
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs: fonts() }] })
  const compiled = compiler.compile({
    mainFilePath: join(import.meta.dirname, file),
    inputs: { sheet },
  })
  if (!compiled.result) {
    const error = compiled.takeError()
    throw new Error(`Typst: ${JSON.stringify(error && compiler.fetchDiagnostics(error))}`)
  }
  const pdf = new Uint8Array(compiler.pdf(compiled.result))
  compiler.evictCache(0)
  return pdf
}

/** Our own fonts come first; the system's are only asked for letters that these lack. */
function fonts(): Buffer[] {
  const folder = inCheckout('content/fonts')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ttf'))
    .map((file) => readFileSync(join(folder, file)))
}
