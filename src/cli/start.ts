/** `copse start`: sets up what is missing and serves until it is told to stop. */
import { readConfig } from '#server/config.ts'
import { openDatabase } from '#server/foundations/db/index.ts'
import { ensureBuilt } from './build.ts'
import { needPort, serve } from './serve.ts'

export async function run(): Promise<number> {
  // Asked first: who is told to stop while starting stops in order as soon as everything is there to be stopped.
  const told = untilToldToStop()
  const config = readConfig()
  await needPort(config)
  await ensureBuilt()
  const serving = await serve(config, console.log)
  const url = config.siteUrlGiven ? config.siteUrl : serving.localUrl
  console.log(`Copse is ready: ${url}`)
  await sayHowToSetUp(serving.databaseUrl, url)
  await told
  await serving.stop()
  return 0
}

/** Ctrl-C, a service manager, a container being stopped. */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** Until there is an administrator, whoever reads this line can become it. */
export async function sayHowToSetUp(databaseUrl: string, url: string): Promise<void> {
  const db = openDatabase(databaseUrl, { max: 1 })
  try {
    const site = await db.selectFrom('site').select('set_up_at').executeTakeFirst()
    if (site?.set_up_at) return
    // Loaded where it is needed: once in the life of an installation.
    const { setupCode } = await import('#server/people/index.ts')
    const code = await setupCode(db)
    if (code) console.log(`Set it up at ${url}/set-up with the code ${code}`)
  } finally {
    await db.destroy()
  }
}
