/** A design taken away: Word, PDF, Markdown, or JSON that can be read in again. The command line, the web and the API all end here. */
import { words } from '#i18n/index.ts'
import { toDocx, toMarkdown, toPdf } from '#server/foundations/documents/index.ts'
import { designDocument } from '../document/index.ts'
import type { Design } from '../types.ts'

/** What a design can be taken away as, by the ending of the file. */
export const formats = ['docx', 'pdf', 'md', 'json'] as const
export type Format = (typeof formats)[number]

/** The media type of each format. */
export const mediaTypes: Record<Format, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** Writes a design in one format. `date` (`YYYY-MM-DD`) is printed on the cover. JSON holds the design alone. */
export async function exportDesign(design: Design, format: Format, date: string): Promise<Uint8Array> {
  if (format === 'json') return new TextEncoder().encode(`${JSON.stringify(design, null, 2)}\n`)
  const document = designDocument(design, { date, words: words(design.locale) })
  if (format === 'docx') return toDocx(document)
  if (format === 'pdf') return toPdf(document)
  return new TextEncoder().encode(toMarkdown(document))
}
