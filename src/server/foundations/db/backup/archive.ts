/**
 * The file of a backup: a tar archive, compressed by gzip, that ends with SHA256SUMS over everything before it. Anybody
 * can open it without Copse: `tar xzf FILE && sha256sum -c SHA256SUMS`.
 */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract as unpack, pack as packer, type Header, type Pack } from 'tar-stream'
import { Refusal } from '../../refusal.ts'

/** Puts one entry into the archive: `size` bytes of `content`. */
export type Add = (name: string, size: number, content: AsyncIterable<Uint8Array>) => Promise<void>

export interface Entry {
  name: string
  /** To be read before the next entry; what is left unread is still checked. */
  content: AsyncIterable<Buffer>
}

const sumsName = 'SHA256SUMS'

/** Writes the archive beside `file`, and gives it its name when it is whole and on the disk. */
export async function writeArchive(file: string, fill: (add: Add) => Promise<void>): Promise<void> {
  const half = `${file}.${process.pid}.part`
  const pack = packer()
  const written = pipeline(pack, createGzip(), createWriteStream(half, { mode: 0o600 }))
  try {
    await Promise.race([written, fillAndSum(pack, fill)])
    pack.finalize()
    await written
    await toDisk(half)
    await rename(half, file)
  } catch (error) {
    pack.destroy()
    await written.catch(() => undefined)
    await rm(half, { force: true })
    throw error
  }
}

/**
 * Reads an archive, entry by entry. Throws Refusal (exit code 2) as soon as it turns out not to be one, to be damaged or
 * cut off; only when the last entry has been taken is the whole known to be sound.
 */
export async function* readArchive(file: string): AsyncGenerator<Entry> {
  const extract = unpack()
  const read = pipeline(createReadStream(file), createGunzip(), extract)
  // What it fails with also ends the loop below; without this line it would count as unhandled until then.
  read.catch(() => undefined)
  const found = new Map<string, string>()
  let promised: string | undefined
  try {
    for await (const entry of extract) {
      const name = safe(entry.header, found, file)
      if (name === sumsName) {
        promised = (await Array.fromAsync(entry)).join('')
        continue
      }
      const hash = createHash('sha256')
      const content = told(hashing(entry as unknown as AsyncIterable<Buffer>, hash), file)
      yield { name, content }
      for await (const rest of content) void rest
      found.set(name, hash.digest('hex'))
    }
    await read
  } catch (error) {
    throw inPlainWords(error as NodeJS.ErrnoException, file)
  } finally {
    extract.destroy()
  }
  if (promised !== sumsOf(found))
    throw damaged(file, promised === undefined ? 'its end is missing' : 'the checksums differ')
}

async function fillAndSum(pack: Pack, fill: (add: Add) => Promise<void>): Promise<void> {
  const sums = new Map<string, string>()
  await fill(async (name, size, content) => {
    const hash = createHash('sha256')
    await pipeline(hashing(content, hash), pack.entry({ name, size, mode: 0o600 }))
    sums.set(name, hash.digest('hex'))
  })
  const text = Buffer.from(sumsOf(sums))
  await pipeline(Readable.from([text]), pack.entry({ name: sumsName, size: text.length, mode: 0o600 }))
}

/** In the form of sha256sum(1). */
function sumsOf(sums: Map<string, string>): string {
  return [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join('')
}

async function* hashing(content: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk as Buffer
  }
}

/** The same, failing in plain words. */
async function* told(content: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  try {
    yield* content
  } catch (error) {
    throw inPlainWords(error as NodeJS.ErrnoException, file)
  }
}

/** Names are made by us; a file that says otherwise must not lead a restore out of its folder. */
function safe({ name, type }: Header, found: Map<string, string>, file: string): string {
  const parts = name.split('/')
  if (type !== 'file' || found.has(name) || parts.some((part) => ['', '.', '..'].includes(part))) {
    throw damaged(file, `it holds an entry that no backup has, "${name}"`)
  }
  return name
}

function inPlainWords(error: NodeJS.ErrnoException, file: string): Error {
  if (error instanceof Refusal) return error
  if (error.code === 'ENOENT') return new Refusal(`There is no file ${file}.`, 2)
  if (error.code === 'EISDIR') return new Refusal(`${file} is a folder, not a backup.`, 2)
  if (error.code === 'Z_BUF_ERROR') return damaged(file, 'its end is missing')
  if (error.code === 'Z_DATA_ERROR') return damaged(file, 'it cannot be unpacked')
  if (/tar header|end of data/i.test(error.message)) return damaged(file, 'it is not a tar archive')
  return error
}

function damaged(file: string, how: string): Refusal {
  return new Refusal(`${file} is not a whole backup: ${how}. Nothing was changed.`, 2)
}

async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r')
  await handle.sync()
  await handle.close()
}
