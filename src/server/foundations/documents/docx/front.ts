import { BorderStyle, Footer, Header, LeaderType, PageNumber, Paragraph, Tab, TableOfContents, TextRun } from 'docx'
import { ShapeRun } from 'docx/shapes'
import type { ISectionPropertiesOptions } from 'docx'
import { longDate } from '../dates.ts'
import { pageWords } from '../page-words.ts'
import { palette } from '../palette.ts'
import { growthLines } from '../trunk.ts'
import type { StyleId } from './looks.ts'
import { ink, page, type Setting } from './setting.ts'
import { paragraph, runs } from './text.ts'

/** The cover: the tree, the title, what this is. Host and date stand at its foot. */
export function cover(setting: Setting): Paragraph[] {
  const { title, subtitle } = setting.manuscript
  const tree = new ShapeRun({
    type: 'custom',
    paths: growthLines(title).map((path) => ({ path, fill: false })),
    transformation: { width: 210, height: 210 },
    line: { color: ink(palette.ring2), width: 1 },
    altText: { name: 'tree', title: '', description: '' },
  })
  return [
    new Paragraph({
      alignment: 'end',
      ...(setting.rtl && { bidirectional: true }),
      spacing: { before: 400, after: 2400 },
      children: [tree],
    }),
    paragraph(title, setting, 'Title'),
    paragraph(subtitle, setting, 'Subtitle', { indent: { end: 1700 } }),
  ]
}

export function coverFoot(setting: Setting): Footer {
  const { footer, date, locale } = setting.manuscript
  return new Footer({ children: [ends(footer, longDate(date, locale), 'Footer', setting, true)] })
}

/** The contents: written out with its page numbers, and a field that Word can bring up to date. */
export function contents(setting: Setting): (Paragraph | TableOfContents)[] {
  const title = setting.words('documents.contents')
  return [
    paragraph(title, setting, 'ContentsHeading', { pageBreakBefore: true }),
    new TableOfContents(title, { hyperlink: true, headingStyleRange: '1-2', tabLeader: LeaderType.NONE }),
  ]
}

/** Title of the document and of the section. */
export function head(setting: Setting, section?: string): Header {
  return new Header({ children: [ends(setting.manuscript.title, section ?? '', 'Header', setting)] })
}

/** Whose document it is, and the page among the pages. */
export function foot(setting: Setting): Footer {
  const number = pageWords(setting.words).map((piece) =>
    piece === 'page' ? PageNumber.CURRENT : piece === 'pages' ? PageNumber.TOTAL_PAGES : piece.text,
  )
  return new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        ...(setting.rtl && { bidirectional: true }),
        children: [...runs(setting.manuscript.footer, setting), new TextRun({ children: [new Tab(), ...number] })],
      }),
    ],
  })
}

/** The page: A4, with room for head and foot. */
export const pageOf: ISectionPropertiesOptions = {
  page: {
    size: { width: page.width, height: page.height },
    margin: { top: page.top, bottom: page.bottom, left: page.margin, right: page.margin, header: 740, footer: 700 },
  },
}

/** One text at the start of the line, another at its end. */
function ends(first: string, last: string, style: StyleId, setting: Setting, ruled = false): Paragraph {
  return new Paragraph({
    style,
    ...(setting.rtl && { bidirectional: true }),
    ...(ruled && { border: { top: { style: BorderStyle.SINGLE, size: 8, color: ink(palette.ink), space: 8 } } }),
    children: [...runs(first, setting), new TextRun({ children: [new Tab()] }), ...runs(last, setting)],
  })
}
