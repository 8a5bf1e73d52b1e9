import { AlignmentType, BorderStyle, LevelFormat, LineRuleType } from 'docx'
import type { INumberingOptions, IParagraphStyleOptions, IStylesOptions } from 'docx'
import { palette } from '../palette.ts'
import { ink, sans, serif, textWidth, type Setting } from './setting.ts'

/** Points as half-points (sizes) and as twentieths (spaces). */
const size = (points: number) => points * 2
const space = (points: number) => points * 20

const lineRule = LineRuleType.AUTO

export const tableStyle = 'Hairlines'

/** Text that is read keeps a measure of some 75 letters; tables and figures use the whole width. */
const measure = { end: 1650 }

/** The styles of the document: Word's own names wherever it has one, so that people can restyle it as they know how. */
export function styles({ manuscript, rtl }: Setting): IStylesOptions {
  const language = languageTag(manuscript.locale)
  const heading = (points: number, before: number, after: number) => ({
    run: { font: serif, size: size(points), color: ink(palette.ink), bold: false },
    paragraph: {
      spacing: { before: space(before), after: space(after), line: 252, lineRule },
      keepNext: true,
      keepLines: true,
    },
  })
  return {
    default: {
      document: {
        run: {
          font: serif,
          size: size(10.5),
          color: ink(palette.ink),
          language: { value: language, eastAsia: language, bidirectional: rtl ? language : 'ar-SA' },
        },
        paragraph: { spacing: { after: space(7), line: 300, lineRule } },
      },
      title: { run: { size: size(34) }, paragraph: { spacing: { before: 0, after: space(12), line: 259, lineRule } } },
      heading1: {
        ...heading(23, 0, 16),
        paragraph: {
          ...heading(23, 0, 16).paragraph,
          border: { top: { style: BorderStyle.SINGLE, size: 8, color: ink(palette.ink), space: 10 } },
        },
      },
      heading2: heading(16, 24, 8),
      heading3: heading(12.5, 16, 4),
      heading4: { ...heading(10, 12, 3), run: { font: sans, size: size(10.5), bold: true, color: ink(palette.ink) } },
      heading5: { ...heading(10, 10, 3), run: { font: sans, size: size(10.5), bold: true, color: ink(palette.soft) } },
      caption: {
        run: { font: serif, size: size(12), color: ink(palette.ink) },
        paragraph: { spacing: { before: space(16), after: space(5) }, keepNext: true },
      },
      hyperlink: { run: { color: ink(palette.leaf) } },
    },
    paragraphStyles: paragraphStyles(),
  }
}

function paragraphStyles(): IParagraphStyleOptions[] {
  const soft = { font: sans, color: ink(palette.soft) }
  const own = (
    id: string,
    name: string,
    run: object,
    paragraph: object,
    basedOn = 'Normal',
  ): IParagraphStyleOptions => ({
    id,
    name,
    basedOn,
    quickFormat: true,
    run,
    paragraph,
  })
  const tight = { spacing: { before: 0, after: 0, line: 252, lineRule } }
  const tabs = { tabStops: [{ type: 'right' as const, position: textWidth }] }
  return [
    own('BodyText', 'Body Text', {}, { indent: measure }),
    own(
      'Subtitle',
      'Subtitle',
      { size: size(14), color: ink(palette.soft) },
      { spacing: { after: space(6), line: 300, lineRule } },
    ),
    own(
      'Lede',
      'Lede',
      { size: size(14.5) },
      { spacing: { after: space(12), line: 312, lineRule }, indent: { end: 600 } },
    ),
    own(
      'Note',
      'Note',
      { ...soft, size: size(9.5) },
      { spacing: { after: space(6), line: 264, lineRule }, indent: measure },
    ),
    own(
      'Legend',
      'Legend',
      { ...soft, size: size(9) },
      { spacing: { after: space(5), line: 252, lineRule }, keepNext: true },
    ),
    own(
      'Quote',
      'Quote',
      { font: sans, size: size(9.5), color: ink(palette.clay) },
      { spacing: { after: space(4), line: 264, lineRule }, indent: measure },
    ),
    own(
      'Why',
      'Why',
      { italics: true, size: size(9), color: ink(palette.soft) },
      {
        spacing: { before: 0, after: space(2), line: 264, lineRule },
        indent: { start: 284, ...measure },
        keepLines: true,
      },
    ),
    own(
      'WhyTrail',
      'Why: rules and sources',
      { ...soft, size: size(8.5) },
      {
        spacing: { before: 0, after: space(2), line: 252, lineRule },
        indent: { start: 284, ...measure },
        keepLines: true,
      },
    ),
    own(
      'Notice',
      'Notice',
      { font: sans, size: size(10) },
      {
        spacing: { before: space(8), after: space(10), line: 276, lineRule },
        keepLines: true,
        indent: { start: 170, ...measure },
      },
    ),
    own(
      'ListBullet',
      'List Bullet',
      {},
      { numbering: { reference: 'bullets', level: 0 }, spacing: { after: space(3) } },
    ),
    own(
      'ListNumber',
      'List Number',
      {},
      { numbering: { reference: 'numbers', level: 0 }, spacing: { after: space(3) } },
    ),
    own('TableText', 'Table Text', { font: sans, size: size(9.5) }, tight),
    own('TableHead', 'Table Head', { bold: true }, { ...tight, keepNext: true }, 'TableText'),
    own('TableNote', 'Table Note', { color: ink(palette.soft), size: size(9) }, tight, 'TableText'),
    own('TableFigure', 'Table Figure', {}, { ...tight, alignment: AlignmentType.END }, 'TableText'),
    own('Term', 'Definition Term', { color: ink(palette.ink) }, tight, 'TableText'),
    own('Definition', 'Definition', {}, { spacing: { before: 0, after: 0, line: 276, lineRule } }),
    own('ContentsHeading', 'Contents Heading', { size: size(23) }, { spacing: { after: space(14) } }),
    own('Header', 'header', { ...soft, size: size(8.5) }, { spacing: { after: 0 }, ...tabs }),
    own('Footer', 'footer', { ...soft, size: size(8.5) }, { spacing: { after: 0 }, ...tabs }),
  ]
}

/** Lists: a dash and figures, both hanging. */
export function numbering(): INumberingOptions {
  const hanging = { paragraph: { indent: { start: 425, hanging: 284, ...measure } } }
  const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
    level: 0,
    format,
    text,
    alignment: AlignmentType.START,
    style: { ...hanging, run: { color: ink(palette.ring1) } },
  })
  return {
    config: [
      { reference: 'bullets', levels: [level(LevelFormat.BULLET, '–')] },
      { reference: 'numbers', levels: [level(LevelFormat.DECIMAL, '%1.')] },
    ],
  }
}

/** What the library has no words for: the style of tables, and contents that run to the left. */
export function otherStyles({ rtl }: Setting): string {
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  return `<?xml version="1.0" encoding="UTF-8"?><w:styles ${space}>${tableStyles()}${contentsStyles(rtl)}</w:styles>`
}

/**
 * A hairline between rows, no box. The strong rules under heads and over totals are set on the cells themselves, because
 * LibreOffice gives the first row of a table style to tables that have no heads.
 */
function tableStyles(): string {
  const line = (name: string) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="${ink(palette.line)}"/>`
  return (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>' +
    '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>' +
    `<w:style w:type="table" w:customStyle="1" w:styleId="${tableStyle}"><w:name w:val="${tableStyle}"/>` +
    `<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblBorders>${line('bottom')}` +
    `${line('insideH')}</w:tblBorders></w:tblPr></w:style>`
  )
}

function contentsStyles(rtl: boolean): string {
  const style = (level: number, spacing: string, indent: string, face: string) =>
    `<w:style w:type="paragraph" w:styleId="TOC${level}"><w:name w:val="toc ${level}"/><w:basedOn w:val="Normal"/>` +
    `<w:next w:val="Normal"/><w:uiPriority w:val="39"/><w:unhideWhenUsed/><w:pPr>` +
    `<w:tabs><w:tab w:val="right" w:pos="${textWidth}"/></w:tabs>${rtl ? '<w:bidi/>' : ''}${spacing}${indent}</w:pPr>` +
    `<w:rPr>${face}</w:rPr></w:style>`
  return (
    style(1, '<w:spacing w:before="180" w:after="40"/>', '', '<w:sz w:val="24"/><w:szCs w:val="24"/>') +
    style(
      2,
      '<w:spacing w:before="0" w:after="20" w:line="252" w:lineRule="auto"/>',
      '<w:ind w:start="425"/>',
      `<w:rFonts w:ascii="${sans.ascii}" w:hAnsi="${sans.hAnsi}" w:cs="${sans.cs}"/><w:color w:val="${ink(palette.soft)}"/>` +
        '<w:sz w:val="19"/><w:szCs w:val="19"/>',
    )
  )
}

/** A tag with a country, as Word wants it: `fr` is `fr-FR`. */
function languageTag(locale: string): string {
  if (locale === 'en') return 'en-GB'
  const { language, region } = new Intl.Locale(locale).maximize()
  return region ? `${language}-${region}` : language
}
