/**
 * The database of this installation, for a command that comes and goes.
 */
import type { Config } from '#server/config.ts'
import { startEmbedded } from '#server/foundations/db/index.ts'

/** Runs `work` with the address of the database, which is started if it is not running and stopped again if nobody else uses it. */
export async function withDatabase<T>(config: Config, work: (url: string) => Promise<T>): Promise<T> {
  if (config.databaseUrl) return work(config.databaseUrl)
  const embedded = await startEmbedded(config.dataFolder)
  try {
    return await work(embedded.url)
  } finally {
    await embedded.stop()
  }
}
