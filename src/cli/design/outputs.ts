/** What `./copse design` leaves behind: all the files that were asked for, or none. */
import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { Words } from '#i18n/index.ts'
import type { Format } from '#server/design/index.ts'
import { Refusal } from '#server/foundations/refusal.ts'

/** The endings that can be written. Stands here as well so that a wrong one is refused before anything is loaded. */
const endings = ['docx', 'pdf', 'md', 'json'] as const satisfies readonly Format[]

/** The files asked for with the format of each. Throws a `Refusal` on an unknown ending, a file named twice, or none. */
export function outputsOf(paths: readonly string[], w: Words): { path: string; format: Format }[] {
  if (paths.length === 0) throw new Refusal(w('documents.cli.noOutput'), 2)
  return paths.map((path, i) => {
    const format = endings.find((ending) => `.${ending}` === extname(path).toLowerCase())
    if (!format) {
      const known = endings.map((ending) => `.${ending}`).join(', ')
      throw new Refusal(w('documents.cli.ending', { file: path, endings: known }), 2)
    }
    if (paths.slice(0, i).some((other) => resolve(other) === resolve(path)))
      throw new Refusal(w('documents.cli.sameOutput', { file: path }), 2)
    return { path, format }
  })
}

/**
 * Writes every file beside its place under a hidden name, then moves all of them into their places. When one cannot be
 * written, none is there and what was there before is untouched. Throws a `Refusal` that names the file.
 */
export async function writeAll(outputs: readonly { path: string; bytes: Uint8Array }[], w: Words): Promise<void> {
  const drafts = outputs.map(({ path }) => join(dirname(path), `.${basename(path)}.${process.pid}.part`))
  try {
    for (const [i, { path, bytes }] of outputs.entries())
      await refusing(path, w, async () => {
        if ((await stat(path).catch(() => undefined))?.isDirectory())
          throw Object.assign(new Error(path), { code: 'EISDIR' })
        await writeFile(drafts[i]!, bytes)
      })
    for (const [i, { path }] of outputs.entries()) await refusing(path, w, () => rename(drafts[i]!, path))
  } finally {
    await Promise.all(drafts.map((draft) => rm(draft, { force: true })))
  }
}

async function refusing(file: string, w: Words, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new Refusal(sayWhy(error as NodeJS.ErrnoException, file, w), 2)
  }
}

function sayWhy({ code, message }: NodeJS.ErrnoException, file: string, w: Words): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return w('documents.cli.noPlace', { file, folder: dirname(file) })
    case 'EISDIR':
      return w('documents.cli.outputFolder', { file })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return w('documents.cli.notAllowed', { file })
    case 'ENOSPC':
      return w('documents.cli.full', { file })
    default:
      return w('documents.cli.cannotWrite', { file, reason: message })
  }
}
