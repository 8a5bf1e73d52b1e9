/**
 * The uploads of a restore: put beside the present ones first, and exchanged for them once the database has been. Should
 * the process die between the two, the next start finds in the database which uploads belong to it.
 */
import { createWriteStream, existsSync, readdirSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import type { Entry } from './archive.ts'

/** Where the uploads of a data folder lie. */
export function filesFolder(dataFolder: string): string {
  return join(dataFolder, 'files')
}

const staged = (dataFolder: string, id: string): string => `${filesFolder(dataFolder)}.restored-${id}`

/** Writes one upload of the backup into the folder that waits. */
export async function stageUpload(dataFolder: string, id: string, { name, content }: Entry): Promise<void> {
  const path = join(staged(dataFolder, id), name.slice('files/'.length))
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await pipeline(content, createWriteStream(path, { mode: 0o600, flush: true }))
}

/** Makes the folder that waits, so that a backup without uploads replaces them by none. */
export async function openStage(dataFolder: string, id: string): Promise<void> {
  await mkdir(staged(dataFolder, id), { recursive: true, mode: 0o700 })
}

/** Notes in the database, in the transaction of the restore, which uploads are its own. */
export async function claimUploads(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(`comment on table copse_migration is 'uploads ${id}'`)
}

/**
 * Exchanges uploads that a restore left waiting, if the database says that they are its own; otherwise removes them. To
 * be called at every start. What they replace goes to the automatic backups.
 */
export async function settleUploads(client: pg.ClientBase | pg.Pool, dataFolder: string): Promise<void> {
  if (!existsSync(dataFolder)) return
  const prefix = 'files.restored-'
  const waiting = readdirSync(dataFolder).filter((entry) => entry.startsWith(prefix))
  if (!waiting.length) return
  const { rows } = await client.query("select obj_description(to_regclass('copse_migration'), 'pg_class') as claim")
  for (const entry of waiting) {
    const id = entry.slice(prefix.length)
    if (rows[0].claim === `uploads ${id}`) await exchange(dataFolder, id)
    else await rm(join(dataFolder, entry), { recursive: true, force: true })
  }
}

async function exchange(dataFolder: string, id: string): Promise<void> {
  const present = filesFolder(dataFolder)
  if (existsSync(present)) {
    await mkdir(join(dataFolder, 'backups'), { recursive: true, mode: 0o700 })
    await rename(present, join(dataFolder, 'backups', `files-before-restore-${id}`))
  }
  await rename(staged(dataFolder, id), present)
}
