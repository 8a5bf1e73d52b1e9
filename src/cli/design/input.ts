/** What `./copse design` reads: a context as people write it, or a design that was taken away as JSON. */
import { readFile, stat } from 'node:fs/promises'
import { words, type Locale, type Words } from '#i18n/index.ts'
import { compose, designDocument, largestContext, readContext, sayIssue, type Design } from '#server/design/index.ts'
import { Invalid } from '#server/errors.ts'
import { Refusal } from '#server/foundations/refusal.ts'

export interface Asked {
  /** The language asked for; the file's own where none was. */
  locale: Locale | undefined
  /** `YYYY-MM-DD`, taken for today. */
  date: string
  /** The words of the command itself. */
  w: Words
}

/**
 * The design of a file, and what the reader should know of how it was read. A design comes back as it was taken away, as
 * long as its answers are still the ones it was made from. Throws a `Refusal` that says everything that is wrong at once.
 */
export async function contextIn(file: string, asked: Asked): Promise<{ design: Design; notes: string[] }> {
  const { locale, date, w } = asked
  const text = await textOf(file, w)
  try {
    const { context, overrides, locale: own, notes } = readContext(text, { filename: file })
    const language = locale ?? own ?? 'en'
    const fresh = await compose(context, { locale: language, overrides, today: date })
    const said = notes.map((note) => sayIssue(language, note))
    const kept = designOf(text)
    if (!kept || kept.locale !== language) return { design: fresh, notes: said }
    if (JSON.stringify(kept.decisions) !== JSON.stringify(fresh.decisions))
      return { design: fresh, notes: [...said, w('documents.cli.again', { file })] }
    return { design: whole(kept, file, date, w), notes: said }
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const { issues } = error
    const problems = issues.map((issue) => `  ${sayIssue(w.locale, issue)}`)
    throw new Refusal([w('documents.cli.problems', { file, count: issues.length }), ...problems].join('\n'), 2)
  }
}

/** The design that a text holds, if it holds one; its parts are not known to be sound. */
function designOf(text: string): Design | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  const data: unknown = JSON.parse(text)
  return typeof data === 'object' && data !== null && 'version' in data && 'parts' in data
    ? (data as Design)
    : undefined
}

/** A design whose parts can be told from beginning to end; one that somebody cut into cannot. */
function whole(design: Design, file: string, date: string, w: Words): Design {
  try {
    designDocument(design, { date, words: words(design.locale) })
    return design
  } catch (error) {
    throw new Refusal(w('documents.cli.notADesign', { file, reason: (error as Error).message }), 2)
  }
}

/** Text of a file of a size that a context may have. */
async function textOf(file: string, w: Words): Promise<string> {
  try {
    const { size } = await stat(file)
    if (size > largestContext)
      throw new Refusal(
        w('documents.cli.tooLarge', { file, found: megabytes(size), most: megabytes(largestContext) }),
        2,
      )
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(sayWhy(error as NodeJS.ErrnoException, file, w), 2)
  }
}

function sayWhy({ code, message }: NodeJS.ErrnoException, file: string, w: Words): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return w('documents.cli.missing', { file })
    case 'EISDIR':
      return w('documents.cli.folder', { file })
    case 'EACCES':
    case 'EPERM':
      return w('documents.cli.unreadable', { file })
    default:
      return w('documents.cli.cannotRead', { file, reason: message })
  }
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10
