/** A program: an example community with a small cast, lived and served on the data folder and port of the environment. */
import { openHouse } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import { migrate, startEmbedded } from '#server/foundations/db/index.ts'
import { live } from '#server/simulation/index.ts'
import { ensureBuilt } from '../../src/cli/build.ts'
import { serve } from '../../src/cli/serve.ts'
import { untilToldToStop } from '../../src/cli/start.ts'

const config = readConfig()
await ensureBuilt(() => {})
const embedded = await startEmbedded(config.dataFolder)
await migrate({ config, databaseUrl: embedded.url, say: () => {} })
const house = await openHouse(config, embedded.url, { jobs: false })
await live(house, { now: Temporal.Now.instant(), seed: 'thuto', password: 'a copse grows back', people: 20 })
await house.close()
const serving = await serve({ ...config, databaseUrl: embedded.url }, () => {})
console.log(`It lives: ${serving.localUrl}`)
await untilToldToStop()
await serving.stop()
await embedded.stop()
