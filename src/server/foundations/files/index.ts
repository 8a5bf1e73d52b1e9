/**
 * Files that people upload: kept on disk in the data folder, which a backup takes whole, with a row that says what they are.
 * Who may have one is asked by the room whose file it is.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Invalid, NotFound } from '../../errors.ts'
import { newId } from '../id.ts'
import { cleaned } from './metadata.ts'
import { kindOf, type FileKind } from './kinds.ts'

export { kinds as fileKinds } from './kinds.ts'

/** The largest file that is taken, in bytes: slides for a slow link are a tenth of it. */
export const largest = 10 * 1024 * 1024

export interface StoredFile {
  id: string
  name: string
  type: string
  bytes: number
}

export interface OpenedFile extends StoredFile {
  stream: ReadableStream<Uint8Array>
}

/**
 * Keeps an uploaded file. What it is is read from its content, not from its name or from what the browser says; images
 * lose what cameras write into them (the place above all). Throws Invalid at `field`: `file.empty`, `file.too-large`,
 * `file.kind` for what is not one of the known kinds.
 */
export async function keepFile(ctx: Ctx, file: File, field: string): Promise<StoredFile> {
  if (file.size > largest) throw problem(field, 'file.too-large', { megabytes: largest / 1024 / 1024 })
  const given = Buffer.from(await file.arrayBuffer())
  if (given.length === 0) throw problem(field, 'file.empty')
  const kind = kindOf(given)
  if (!kind) throw problem(field, 'file.kind')
  const content = cleaned(given, kind.type)
  if (!content) throw problem(field, 'file.broken')
  const row = {
    community_id: communityOf(ctx).id,
    id: newId(ctx.now),
    name: nameOf(file.name, kind),
    type: kind.type,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    at: ctx.now,
    by_person: ctx.actor?.id ?? null,
  }
  // On disk first: a row without its file would be a promise, a file without its row is nobody's.
  await write(pathOf(ctx, row.id), content)
  await ctx.db.insertInto('stored_file').values(row).execute()
  return row
}

/** A file to be sent. Throws NotFound `file`, also when it is no longer on disk. */
export async function openFile(ctx: Ctx, id: string): Promise<OpenedFile> {
  const row = await ctx.db
    .selectFrom('stored_file')
    .select(['id', 'name', 'type', 'bytes'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', id)
    .executeTakeFirst()
  const path = pathOf(ctx, id)
  if (!row || (await stat(path).catch(() => null)) === null) throw new NotFound('file')
  const { Readable } = await import('node:stream')
  return { ...row, stream: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> }
}

/** One folder per community; ids are ours, so no name that somebody typed reaches the disk. */
function pathOf(ctx: Ctx, id: string): string {
  return join(ctx.site.filesFolder, communityOf(ctx).id, id)
}

/** Whole or not at all, and on the disk when it is said to be. */
async function write(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const handle = await open(`${path}.part`, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${path}.part`, path)
}

/** What people called it, without folders and signs that do not belong into a name, with the ending of what it is. */
function nameOf(given: string, kind: FileKind): string {
  const bare = given
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{C}"<>|:*?]/gu, '')
    .trim()
    .slice(0, 160)
  const stem = bare.replace(/\.[a-z0-9]{1,5}$/i, '') || 'file'
  const ending = kind.endings.find((each) => bare.toLowerCase().endsWith(`.${each}`)) ?? kind.endings[0]!
  return `${stem}.${ending}`
}

function problem(field: string, code: string, params: Record<string, unknown> = {}): Invalid {
  return new Invalid('input', {}, [{ path: [field], code, params }])
}
