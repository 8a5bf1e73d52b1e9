/**
 * How each style of the Word document looks. The styles are written from it (`styles.ts`) and the pages are counted from
 * it (`pages.ts`), so that the two cannot disagree.
 */
import { palette } from '../palette.ts'

export interface Look {
  /** Word's own name for the style, wherever it has one. */
  name: string
  font: 'serif' | 'sans'
  /** Points. */
  size: number
  bold?: true
  italic?: true
  colour?: string
  /** Height of a line, as a multiple of the font's own. */
  line: number
  /** Points before and after. */
  before?: number
  after?: number
  /** Indents in twentieths of a point. */
  start?: number
  end?: number
  /** Letters never apart from the next paragraph, lines never apart from one another. */
  keepNext?: true
  keepLines?: true
  /** A strong rule stands over it. */
  ruled?: true
}

/** Text that is read keeps a measure of some 75 letters; tables and figures use the whole width. */
const measure = 1650
const { soft, clay } = palette

export const looks = {
  Normal: { name: 'Normal', font: 'serif', size: 10.5, line: 1.25, after: 7 },
  Title: { name: 'Title', font: 'serif', size: 34, line: 1.08, after: 12 },
  Subtitle: { name: 'Subtitle', font: 'serif', size: 14, colour: soft, line: 1.25, after: 6 },
  Heading1: {
    name: 'heading 1',
    font: 'serif',
    size: 23,
    line: 1.05,
    after: 16,
    keepNext: true,
    keepLines: true,
    ruled: true,
  },
  Heading2: {
    name: 'heading 2',
    font: 'serif',
    size: 16,
    line: 1.05,
    before: 24,
    after: 8,
    keepNext: true,
    keepLines: true,
  },
  Heading3: {
    name: 'heading 3',
    font: 'serif',
    size: 12.5,
    line: 1.05,
    before: 16,
    after: 4,
    keepNext: true,
    keepLines: true,
  },
  Heading4: {
    name: 'heading 4',
    font: 'sans',
    size: 10.5,
    bold: true,
    line: 1.05,
    before: 12,
    after: 3,
    keepNext: true,
    keepLines: true,
  },
  Heading5: {
    name: 'heading 5',
    font: 'sans',
    size: 10.5,
    bold: true,
    colour: soft,
    line: 1.05,
    before: 10,
    after: 3,
    keepNext: true,
    keepLines: true,
  },
  BodyText: { name: 'Body Text', font: 'serif', size: 10.5, line: 1.25, after: 7, end: measure },
  Lede: { name: 'Lede', font: 'serif', size: 13.5, line: 1.25, after: 10, end: 600 },
  LedeWithin: { name: 'Lede within', font: 'serif', size: 11.5, line: 1.2, after: 7, end: measure },
  Note: { name: 'Note', font: 'sans', size: 9.5, colour: soft, line: 1.1, after: 6, end: measure },
  Caption: { name: 'caption', font: 'serif', size: 12, line: 1.25, before: 16, after: 5, keepNext: true },
  Legend: { name: 'Legend', font: 'sans', size: 9, colour: soft, line: 1.05, after: 5, keepNext: true },
  Quote: { name: 'Quote', font: 'sans', size: 9.5, colour: clay, line: 1.1, after: 4, end: measure },
  Why: {
    name: 'Why',
    font: 'serif',
    size: 9,
    italic: true,
    colour: soft,
    line: 1.1,
    after: 2,
    start: 284,
    end: measure,
    keepLines: true,
  },
  WhyTrail: {
    name: 'Why: rules and sources',
    font: 'sans',
    size: 8.5,
    colour: soft,
    line: 1.05,
    after: 2,
    start: 284,
    end: measure,
    keepLines: true,
  },
  Notice: {
    name: 'Notice',
    font: 'sans',
    size: 10,
    line: 1.15,
    before: 8,
    after: 10,
    start: 170,
    end: measure,
    keepLines: true,
  },
  ListBullet: { name: 'List Bullet', font: 'serif', size: 10.5, line: 1.25, after: 3, start: 425, end: measure },
  ListNumber: { name: 'List Number', font: 'serif', size: 10.5, line: 1.25, after: 3, start: 425, end: measure },
  TableText: { name: 'Table Text', font: 'sans', size: 9.5, line: 1.05 },
  TableHead: { name: 'Table Head', font: 'sans', size: 9.5, bold: true, line: 1.05, keepNext: true },
  TableHeadSmall: { name: 'Table Head Small', font: 'sans', size: 8, bold: true, line: 1.05, keepNext: true },
  TableTotal: { name: 'Table Total', font: 'sans', size: 9.5, bold: true, line: 1.05 },
  TableNote: { name: 'Table Note', font: 'sans', size: 9, colour: soft, line: 1.05 },
  TableMark: { name: 'Table Mark', font: 'sans', size: 8.5, colour: palette.ring1, line: 1.05 },
  TableMonth: { name: 'Table Month', font: 'sans', size: 8, colour: soft, line: 1.05, keepNext: true },
  TableAfter: { name: 'After a Table', font: 'sans', size: 9, line: 1.05, after: 8 },
  Definition: { name: 'Definition', font: 'serif', size: 10.5, line: 1.15 },
  Fact: { name: 'Fact', font: 'serif', size: 12.5, line: 1.1 },
  ContentsHeading: { name: 'Contents Heading', font: 'serif', size: 23, line: 1.25, after: 14 },
  TOC1: { name: 'toc 1', font: 'serif', size: 12, line: 1.25, before: 9, after: 2 },
  TOC2: { name: 'toc 2', font: 'sans', size: 9.5, colour: soft, line: 1.05, after: 1, start: 425 },
  Header: { name: 'header', font: 'sans', size: 8.5, colour: soft, line: 1.25 },
  Footer: { name: 'footer', font: 'sans', size: 8.5, colour: soft, line: 1.25 },
} satisfies Record<string, Look>

export type StyleId = keyof typeof looks
export const lookOf = (style: StyleId): Look => looks[style]
