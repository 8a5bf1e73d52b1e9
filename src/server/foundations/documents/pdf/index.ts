import { Worker } from 'node:worker_threads'
import type { Manuscript } from '../blocks.ts'
import { inCheckout } from '../checkout.ts'
import { sheetOf } from './sheet.ts'
import type { Typeset } from './typesetter.ts'

/**
 * Sets a manuscript as PDF: A4, outline, page numbers, document language, fonts inside. The same manuscript gives the
 * same pages.
 *
 * The typesetter is native, synchronous, and keeps some 60 MB while it works. It runs in a thread of its own that ends
 * with the work, so a server goes on answering and gives the memory back.
 */
export async function toPdf(manuscript: Manuscript): Promise<Uint8Array> {
  const sheet = sheetOf(manuscript)
  const typesetter = new Worker(inCheckout('src/server/foundations/documents/pdf/typesetter.ts'), { workerData: sheet })
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  typesetter.once('message', (done: Typeset) => ('pdf' in done ? resolve(done.pdf) : reject(new Error(done.problem))))
  typesetter.once('error', reject)
  typesetter.once('exit', (code) => reject(new Error(`The typesetter stopped with code ${code}`)))
  return promise
}
