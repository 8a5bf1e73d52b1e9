import { words as wordsOf, type Words } from '#i18n/index.ts'
import type { Block, BlockOf, Manuscript } from './blocks.ts'
import { longDate, twelveMonths } from './dates.ts'
import { placed, type Placed } from './placed.ts'
import { settled } from './text.ts'
import { whyInWords } from './why.ts'

/**
 * Writes a manuscript as Markdown: CommonMark with the tables of GitHub Flavored Markdown. Every text is escaped, so
 * nothing a person wrote becomes markup; a line of the manuscript stays a line of its own.
 */
export function toMarkdown(manuscript: Manuscript): string {
  const { locale, title, subtitle, footer, date, sections } = settled(manuscript)
  const words = wordsOf(locale)
  const blocks = sections.flatMap((section) => [
    heading(1, [section.number, section.title]),
    ...placed(section.blocks).map((block) => blockOf(block, words, locale)),
  ])
  const front = [heading(0, [title]), escaped(subtitle), `${escaped(footer)}  \n${escaped(longDate(date, locale))}`]
  return `${[...front, ...blocks].filter((text) => text !== '').join('\n\n')}\n`
}

function blockOf({ block, level }: Placed, words: Words, locale: string): string {
  switch (block.kind) {
    case 'heading':
      return heading(level, [block.text])
    case 'paragraph':
      return block.text
        .split(/\n{2,}/u)
        .map(escaped)
        .join('\n\n')
    case 'list':
      return block.items.map((item, i) => listItem(block.ordered ? `${i + 1}.` : '-', escaped(item))).join('\n')
    case 'definitions':
      return block.items
        .map(({ term, text, note }) =>
          listItem(
            '-',
            words('porch.pair', {
              term: `**${escaped(term)}**`,
              text: `${escaped(text)}${note ? ` (${escaped(note)})` : ''}`,
            }),
          ),
        )
        .join('\n')
    case 'table':
      return table(block)
    case 'decision':
      return decision(block, level, words, locale)
    case 'agenda':
      return agenda(block, words)
    case 'year':
      return year(block, words, locale)
    case 'notice':
      return quote([`${tone(block, words)}${escaped(block.text)}`])
  }
}

function decision(block: BlockOf<'decision'>, level: number, words: Words, locale: string): string {
  const { reasons, trail, change } = whyInWords(block, words, locale)
  const rows = trail.map(({ term, text }) => words('porch.pair', { term: escaped(term), text: escaped(text) }))
  const why = [
    ...(change ? [escaped(change)] : []),
    ...reasons.map((reason, i) => `${i === 0 ? `*${escaped(words('documents.why.title'))}* ` : ''}${escaped(reason)}`),
    ...(rows.length > 0 ? [rows.join('  \n')] : []),
  ]
  return [heading(level, [block.number, block.title]), escaped(block.text), quote(why)]
    .filter((t) => t !== '')
    .join('\n\n')
}

function table({ caption, columns, rows, total }: Omit<BlockOf<'table'>, 'kind'>): string {
  const line = (cells: string[]) => `| ${columns.map((_, i) => cell(cells[i] ?? '')).join(' | ')} |`
  const edges = columns.map((column) => (column.align === 'end' ? '---:' : '---'))
  const bold = (text: string) => (text === '' ? '' : `**${escaped(text)}**`)
  return [
    ...(caption ? [`**${escaped(caption)}**`, ''] : []),
    line(columns.map((column) => escaped(column.label))),
    `| ${edges.join(' | ')} |`,
    ...rows.map((row) => line(row.map(escaped))),
    ...(total ? [line(total.map(bold))] : []),
  ].join('\n')
}

function agenda({ caption, segments }: BlockOf<'agenda'>, words: Words): string {
  const heads = ['start', 'minutes', 'what', 'how', 'lead', 'manner'] as const
  return table({
    caption,
    columns: heads.map((head) => ({
      label: words(`documents.agenda.${head}`),
      ...(head === 'minutes' && { align: 'end' as const }),
    })),
    rows: segments.map((s) => [
      s.start,
      String(s.minutes),
      s.purpose ? words('porch.pair', { term: s.title, text: s.purpose }) : s.title,
      s.mode,
      s.lead,
      words(s.together ? 'documents.agenda.together' : 'documents.agenda.listening'),
    ]),
  })
}

function year({ caption, start, rows }: BlockOf<'year'>, words: Words, locale: string): string {
  const months = twelveMonths(start, locale).map(({ name, year }) => (year ? `${name} ${year}` : name))
  const said = (count: number, quiet: boolean) =>
    [...(count > 0 ? [String(count)] : []), ...(quiet ? [words('documents.year.quiet')] : [])].join(', ')
  return table({
    caption,
    columns: [{ label: words('documents.year.what') }, ...months.map((label) => ({ label }))],
    rows: rows.map((row) => [row.name, ...months.map((_, i) => said(row.counts[i] ?? 0, row.quiet?.[i] ?? false))]),
  })
}

function tone(notice: Extract<Block, { kind: 'notice' }>, words: Words): string {
  return notice.tone === 'plain' ? '' : `**${escaped(words(`documents.tone.${notice.tone}`))}** `
}

/** `level` 0 is the title of the whole. */
function heading(level: number, texts: (string | undefined)[]): string {
  const said = texts.filter((text) => text !== undefined).map((text) => escaped(text).replace(/\s*\n\s*/gu, ' '))
  return `${'#'.repeat(Math.min(6, level + 1))} ${said.join(' ')}`
}

const quote = (paragraphs: string[]): string =>
  paragraphs
    .join('\n\n')
    .replace(/^(?=.)/gmu, '> ')
    .replace(/^$/gmu, paragraphs.length > 0 ? '>' : '')

const listItem = (mark: string, text: string): string =>
  `${mark} ${text.replace(/\n/gu, `\n${' '.repeat(mark.length + 1)}`)}`

/** A cell of a table is one line, and a bar in it is not the end of it. */
const cell = (text: string): string => text.replace(/\s*\n\s*/gu, ' ')

/**
 * A text with everything that could be markup escaped, and nothing else, so that the source reads well too. ASCII
 * punctuation may always be escaped (CommonMark 2.4); some of it only means something at the beginning of a line, before
 * a letter, or as an entity.
 */
function escaped(text: string): string {
  return text
    .trim()
    .replace(/[\\`*_[\]|~]/gu, '\\$&')
    .replace(/<(?=[\p{L}/!?])/gu, '\\<')
    .replace(/&(?=#?\w+;)/gu, '\\&')
    .replace(/^[ \t]+/gmu, '')
    .replace(/^[#>+=-]/gmu, '\\$&')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/gmu, '$1\\')
    .replace(/[ \t]*\n(?!\n)/gu, '  \n')
}
