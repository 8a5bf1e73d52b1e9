import { Worker } from 'node:worker_threads'
import type { Manuscript } from '../blocks.ts'
import type { CertificateSheet, Sheet } from '../sheets.ts'
import { inCheckout } from '../checkout.ts'

export type Job =
  | { format: 'docx' | 'pdf'; manuscript: Manuscript }
  | { format: 'xlsx'; sheets: readonly Sheet[] }
  | { format: 'certificate'; certificate: CertificateSheet }

/**
 * Prints a manuscript in a thread of its own that ends with the work. A long document takes up to a second of one core
 * and tens of megabytes: this way a server goes on answering and gives the memory back. The thread runs from the sources,
 * so the libraries it loads are never part of the web bundle.
 */
export function press(job: Job): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const thread = new Worker(inCheckout('src/server/foundations/documents/press/thread.ts'), { workerData: job })
  thread.once('message', resolve)
  thread.once('error', reject)
  thread.once('exit', (code) => reject(new Error(`The press stopped with code ${code} and printed nothing`)))
  return promise
}
