/** `./copse backup FILE`: everything in one file. */
import { parseArgs } from 'node:util'
import { readConfig } from '#server/config.ts'
import { backUp, filesFolder } from '#server/foundations/db/backup/index.ts'
import { withDatabase } from './database.ts'

export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true })
  const [file] = positionals
  if (!file || positionals.length > 1) {
    console.error('Say which file to write: ./copse backup FILE')
    return 2
  }
  const config = readConfig()
  const report = await withDatabase(config, (databaseUrl) =>
    backUp(file, { databaseUrl, filesFolder: filesFolder(config.dataFolder), now: Temporal.Now.instant() }),
  )
  const { rows, tables, files, bytes } = report
  console.log(`Wrote ${file}: ${rows} rows of ${tables} tables and ${files} uploads, ${(bytes / 1e6).toFixed(1)} MB.`)
  return 0
}
