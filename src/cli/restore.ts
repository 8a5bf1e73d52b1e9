/** `./copse restore FILE [--yes]`: puts a backup in the place of what is there, once all of it has proved sound. */
import { parseArgs } from 'node:util'
import { readConfig } from '#server/config.ts'
import { checkBackup, dumpBefore, isInUse, restore } from '#server/foundations/db/backup/index.ts'
import { withDatabase } from './database.ts'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { yes: { type: 'boolean' } } })
  const [file] = positionals
  if (!file || positionals.length > 1) {
    console.error('Say which file to restore: ./copse restore FILE [--yes]')
    return 2
  }
  const config = readConfig()
  const { at, copse } = await checkBackup(file)
  const written = `${at.slice(0, 16).replace('T', ' ')} UTC`
  return withDatabase(config, async (databaseUrl) => {
    if (await isInUse(databaseUrl)) {
      if (!values.yes) {
        console.error(
          `There are data already. Everything would be replaced by the backup of ${written}: add --yes to do that.`,
        )
        return 2
      }
      console.log(`Kept what is there now: ${await dumpBefore('restore', config.dataFolder, databaseUrl)}`)
    }
    await restore(file, databaseUrl, config.dataFolder)
    console.log(`Restored ${file}, written by Copse ${copse} on ${written}.`)
    return 0
  })
}
