/**
 * On which page each heading of the Word document stands, for the numbers of its contents. It lays out the few things
 * that our own exporter writes, as Word would: lines broken by the widths of Word's fonts, headings kept with what
 * follows, no lonely first or last line, rows kept whole under repeated heads.
 *
 * The `docx` library has a whole layout engine for this (`docx/layout`); it takes seconds for a design of 60 pages where
 * this takes some 20 ms. A test holds the two together.
 */
import type { IXmlableObject } from 'docx'
import { page } from '../setting.ts'
import { itemsOf } from './read.ts'
import { stripsOf, type Strip } from './strips.ts'

/** Points of a page that text may fill. */
const room = (page.height - page.top - page.bottom) / 20

/** Counts the pages of a body: the page of each bookmark, and how many there are. What `docx` asks of `pageNumbers`. */
export function countPages(body: IXmlableObject): { bookmarks: Map<string, string>; pageCount: number } {
  const strips = stripsOf(itemsOf(body))
  const bookmarks = new Map<string, string>()
  let pageNumber = 1
  let y = 0
  let gap = 0
  const turn = () => {
    pageNumber += 1
    y = gap = 0
  }
  strips.forEach((strip, i) => {
    const limit = room + strip.hang
    const opens = i === 0 || strip.newPage
    if (opens && i > 0) turn()
    const before = Math.max(gap, strip.before)
    if (y > 0 && y + before + needed(strips, i) > limit) turn()
    // Space before is kept at the top of a page that was asked for, and dropped at the top of one that happened.
    y += y > 0 || opens ? before : strip.heads
    for (const mark of strip.bookmarks) bookmarks.set(mark, String(pageNumber))
    strip.lines.forEach((line, n) => {
      if (y > 0 && (y + line > limit || isWidow(strip, n, y, limit))) turn()
      y += line
    })
    gap = strip.after
  })
  return { bookmarks, pageCount: pageNumber }
}

/** Whether line `n` has to leave with the last one, which would otherwise stand alone on the next page. */
function isWidow(strip: Strip, n: number, y: number, limit: number): boolean {
  return n > 1 && n === strip.lines.length - 2 && y + strip.lines[n]! + strip.lines[n + 1]! > limit
}

/** What has to fit on the page for a strip to begin on it: its first lines, and what it may not be parted from. */
function needed(strips: Strip[], i: number): number {
  const strip = strips[i]!
  const next = strips[i + 1]
  const whole = sum(strip.lines)
  if (strip.keepNext && next && !next.newPage) {
    const together = whole + Math.max(strip.after, next.before) + needed(strips, i + 1)
    return together > room ? whole : together
  }
  // Of two lines or three none may be left alone; of more, two begin.
  return strip.keepLines || strip.lines.length < 4 ? whole : strip.lines[0]! + strip.lines[1]!
}

const sum = (lengths: number[]): number => lengths.reduce((a, b) => a + b, 0)
