/** `./copse migrate`: brings the database up to date. `--types` writes src/server/database.gen.ts from the migrations. */
import { parseArgs } from 'node:util'
import { readConfig } from '#server/config.ts'
import { migrate } from '#server/foundations/db/index.ts'
import { withDatabase } from './database.ts'

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { types: { type: 'boolean' } } })
  if (values.types) {
    const { writeTypes } = await import('./migrate-types.ts')
    console.log(`Wrote ${await writeTypes()}.`)
    return 0
  }
  const config = readConfig()
  await withDatabase(config, (databaseUrl) => migrate({ config, databaseUrl, say: console.log }))
  console.log('The database is up to date.')
  return 0
}
