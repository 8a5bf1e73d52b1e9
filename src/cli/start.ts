/** `copse start`: sets up what is missing and serves until it is told to stop. */
import { readConfig } from '#server/config.ts'
import { ensureBuilt } from './build.ts'
import { serve } from './serve.ts'

export async function run(): Promise<number> {
  const config = readConfig()
  await ensureBuilt()
  const serving = await serve(config, console.log)
  console.log(`Copse is ready: ${config.siteUrlGiven ? config.siteUrl : serving.localUrl}`)
  await untilToldToStop()
  await serving.stop()
  return 0
}

/** Ctrl-C, a service manager, a container being stopped. */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
