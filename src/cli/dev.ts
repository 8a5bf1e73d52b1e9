/** `copse dev`: pages with hot reload, on the data of this checkout. */
import { createServer } from 'vite'
import { readConfig } from '#server/config.ts'
import { migrate, startEmbedded } from '#server/foundations/db/index.ts'
import { sayHowToSetUp, untilToldToStop } from './start.ts'

export async function run(): Promise<number> {
  const told = untilToldToStop()
  const config = readConfig()
  const embedded = config.databaseUrl ? null : await startEmbedded(config.dataFolder)
  const databaseUrl = config.databaseUrl ?? embedded!.url
  await migrate({ config, databaseUrl, say: console.log })
  process.env.DATABASE_URL = databaseUrl
  const vite = await createServer({ server: { port: config.port, host: config.host } })
  await vite.listen()
  vite.printUrls()
  await sayHowToSetUp(databaseUrl, config.siteUrl)
  await told
  await vite.close()
  for (const close of process.listeners('sveltekit:shutdown' as never)) await (close as () => Promise<void>)()
  await embedded?.stop()
  return 0
}
