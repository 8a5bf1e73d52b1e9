/** The thread that sets one sheet and ends. Started by `toPdf` only. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { inCheckout } from '../checkout.ts'

/** What the thread answers. */
export type Typeset = { pdf: Uint8Array } | { problem: string }

parentPort?.postMessage(typeset(workerData as string))

function typeset(sheet: string): Typeset {
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs: fonts() }] })
  const template = readFileSync(join(import.meta.dirname, 'manuscript.typ'), 'utf8')
  const compiled = compiler.compile({ mainFileContent: template, inputs: { sheet } })
  if (!compiled.result) {
    const error = compiled.takeError()
    return { problem: `Typst: ${JSON.stringify(error && compiler.fetchDiagnostics(error))}` }
  }
  const pdf = new Uint8Array(compiler.pdf(compiled.result))
  compiler.evictCache(0)
  return { pdf }
}

/** Our own fonts come first; the system's are only asked for letters that these lack. */
function fonts(): Buffer[] {
  const folder = inCheckout('content/fonts')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ttf'))
    .map((file) => readFileSync(join(folder, file)))
}
