/** The thread that prints one manuscript and ends. Started by `press` only. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Job } from './index.ts'

const { manuscript, format } = workerData as Job
const bytes =
  format === 'pdf'
    ? (await import('../pdf/typeset.ts')).typeset(manuscript)
    : await (await import('../docx/write.ts')).write(manuscript)
parentPort?.postMessage(bytes)
