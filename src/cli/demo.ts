/** `copse demo`: serves an example community that has lived for two years, on data of its own. */
import { join } from 'node:path'
import { openHouse } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import { migrate, startEmbedded } from '#server/foundations/db/index.ts'
import { isSetUp } from '#server/people/index.ts'
import { live, type Life } from '#server/simulation/index.ts'
import { ensureBuilt } from './build.ts'
import { root } from './run.ts'
import { needPort, serve } from './serve.ts'
import { untilToldToStop } from './start.ts'

const password = 'a copse grows back'

export async function run(): Promise<number> {
  const told = untilToldToStop()
  // An outside database is somebody's: the example has its own, always.
  const config = readConfig({
    ...process.env,
    DATABASE_URL: undefined,
    COPSE_DATA: process.env.COPSE_DATA ?? join(root, 'data/demo'),
  })
  await needPort(config)
  await ensureBuilt()
  const embedded = await startEmbedded(config.dataFolder)
  try {
    await migrate({ config, databaseUrl: embedded.url, say: console.log })
    const house = await openHouse(config, embedded.url, { jobs: false })
    const life = (await isSetUp(house.db)) ? null : await grow(house)
    await house.close()
    const serving = await serve(config, console.log)
    console.log(`\nThe example community is here: ${config.siteUrlGiven ? config.siteUrl : serving.localUrl}/thuto`)
    if (life) console.log(`${life.people} people have come in, ${life.events} events were held.`)
    printSignIns()
    await told
    await serving.stop()
  } finally {
    await embedded.stop()
  }
  return 0
}

async function grow(house: Parameters<typeof live>[0]): Promise<Life> {
  console.log('Living two years of an example community …')
  return live(house, {
    now: Temporal.Now.instant(),
    seed: 'thuto',
    password,
    say: (line) => process.stdout.write(`\r${line}   `),
  })
}

function printSignIns(): void {
  console.log(`\nSign in with the password “${password}” as\n`)
  for (const [role, email] of signIns) console.log(`  ${role.padEnd(14)}${email}`)
}

const signIns = [
  ['administrator', 'sello.mokgadi@example.org'],
  ['coordinator', 'nomsa.dlamini@example.org'],
  ['hub member', 'amina.otieno@example.org'],
  ['member', 'kagiso.molefe@example.org'],
  ['sponsor', 'lindiwe.radebe@example.org'],
] as const
