/** The paragraphs and rows of a document as strips with a height: all that the breaking of pages needs to know. */
import { lookOf } from '../looks.ts'
import { cellMargin, textWidth } from '../setting.ts'
import { heightOf, linesOf } from './measure.ts'
import type { Item, Row, Text } from './read.ts'

/** Something that stands on one page, or is cut between its lines. */
export interface Strip {
  before: number
  after: number
  /** Heights of the lines; a row of a table is one. */
  lines: number[]
  /** What the last line of a page may hang over its end: the air that its spacing puts under it. */
  hang: number
  keepNext: boolean
  keepLines: boolean
  bookmarks: string[]
  newPage: boolean
  /** Height of the heads that are repeated over it at the top of a page. */
  heads: number
}

/** Points of the strong rule over a heading and the air under it. */
const ruleAbove = 11

export function stripsOf(items: Item[]): Strip[] {
  let ended = false
  return items.flatMap((item) => {
    const strips = item.kind === 'text' ? [textStrip(item, textWidth / 20)] : rowStrips(item.rows)
    if (ended && strips[0]) strips[0].newPage = true
    ended = item.kind === 'text' && item.endsSection
    // An empty paragraph that is there only to end a section gets no room of its own.
    if (item.kind === 'text' && item.endsSection && item.style === 'Normal') return []
    return strips
  })
}

function textStrip(text: Text, width: number): Strip {
  const look = lookOf(text.style)
  const count = linesOf(text.pieces, text.style, width - ((look.start ?? 0) + (look.end ?? 0)) / 20)
  const height = heightOf(text.style)
  const first =
    Math.max(heightOf(text.style, text.pieces.slice(0, 2)), text.picture) + text.above + (look.ruled ? ruleAbove : 0)
  return {
    before: text.before ?? look.before ?? 0,
    after: text.after ?? look.after ?? 0,
    lines: Array.from({ length: count }, (_, i) => (i === 0 ? first : height) + (i === count - 1 ? text.below : 0)),
    hang: height - height / look.line,
    keepNext: text.keepNext || (look.keepNext ?? false),
    keepLines: look.keepLines ?? false,
    bookmarks: text.bookmarks,
    newPage: text.breakBefore,
    heads: 0,
  }
}

function rowStrips(rows: Row[]): Strip[] {
  const heights = rows.map((row, i) => rowHeight(row) + rules(rows, i))
  const heads = heights.filter((_, i) => rows[i]!.head).reduce((a, b) => a + b, 0)
  return rows.map((row, i) => ({
    before: 0,
    after: 0,
    lines: [heights[i]!],
    hang: 0,
    keepNext: row.cells.some((cell) => cell.texts.some((text) => lookOf(text.style).keepNext)),
    keepLines: true,
    bookmarks: [],
    newPage: false,
    heads: row.head ? 0 : heads,
  }))
}

/** Points that the rules above a row take, and below the last one: a hairline, a strong one under the heads, or a frame. */
function rules(rows: Row[], i: number): number {
  const hair = rows[i]!.framed ? 0.75 : 0.5
  const above = i === 0 ? 0 : rows[i - 1]!.head ? 1 : hair
  return i === rows.length - 1 ? above + hair : above
}

function rowHeight(row: Row): number {
  const cells = row.cells.map(({ width, texts }) =>
    texts
      .map((text) => textStrip(text, width - (2 * cellMargin.inline) / 20))
      .reduce((sum, strip) => sum + strip.before + strip.after + strip.lines.reduce((a, b) => a + b, 0), 0),
  )
  return Math.max(row.height, Math.max(...cells) + (2 * cellMargin.block) / 20)
}
