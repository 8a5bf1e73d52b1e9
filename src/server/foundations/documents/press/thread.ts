/** The thread that prints one document and ends. Started by `press` only. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Job } from './index.ts'

parentPort?.postMessage(await print(workerData as Job))

/** Only the libraries of the format that is wanted are loaded. */
async function print(job: Job): Promise<Uint8Array> {
  switch (job.format) {
    case 'pdf':
      return (await import('../pdf/typeset.ts')).typeset(job.manuscript)
    case 'docx':
      return (await import('../docx/write.ts')).write(job.manuscript)
    case 'xlsx':
      return (await import('../xlsx-write.ts')).writeWorkbook(job.sheets)
    case 'certificate':
      return (await import('../pdf/certificate.ts')).typesetCertificate(job.certificate)
  }
}
