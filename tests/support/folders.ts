/** Folders for tests, gone with the test. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { stopEmbedded } from '#server/foundations/db/embedded.ts'

/** A new data folder; what still runs in it is stopped when the test is over. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), `copse-test-${process.pid}-`))
  // As root PostgreSQL runs under another account, which has to get through.
  chmodSync(folder, 0o711)
  onTestFinished(async () => {
    await stopEmbedded(folder)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}
