import { AlignmentType, BorderStyle, LevelFormat, LineRuleType } from 'docx'
import type { INumberingOptions, IParagraphStyleOptions, IStylesOptions } from 'docx'
import { palette } from '../palette.ts'
import { lookOf, looks, type Look, type StyleId } from './looks.ts'
import { faces, ink, textWidth, type Setting } from './setting.ts'

export const tableStyle = 'Hairlines'

/** Styles that the library has a place of its own for. */
const builtIn = ['Title', 'Heading1', 'Heading2', 'Heading3', 'Heading4', 'Heading5', 'Caption'] as const
/** Styles that it cannot write, see `otherStyles`. */
const written = ['Normal', 'TOC1', 'TOC2'] as const

/** The styles of the document, so that people can restyle it as they know how. */
export function styles({ manuscript, rtl }: Setting): IStylesOptions {
  const language = languageTag(manuscript.locale)
  const { run, paragraph } = options('Normal')
  const [title, heading1, heading2, heading3, heading4, heading5, caption] = builtIn.map(options)
  return {
    default: {
      document: {
        run: {
          ...run,
          kern: 2,
          language: { value: language, eastAsia: language, bidirectional: rtl ? language : 'ar-SA' },
        },
        paragraph,
      },
      title: title!,
      heading1: heading1!,
      heading2: heading2!,
      heading3: heading3!,
      heading4: heading4!,
      heading5: heading5!,
      caption: caption!,
      hyperlink: { run: { color: ink(palette.leaf) } },
    },
    paragraphStyles: paragraphStyles(),
  }
}

function paragraphStyles(): IParagraphStyleOptions[] {
  const elsewhere: readonly string[] = [...builtIn, ...written]
  const ids = (Object.keys(looks) as StyleId[]).filter((id) => !elsewhere.includes(id))
  return ids.map((id) => {
    const { run, paragraph } = options(id)
    return {
      id,
      name: looks[id].name,
      basedOn: 'Normal',
      quickFormat: true,
      run,
      paragraph: { ...paragraph, ...numbered(id), ...tabbed(id) },
    }
  })
}

function options(id: StyleId) {
  const look = lookOf(id)
  const spacing = {
    before: twips(look.before ?? 0),
    after: twips(look.after ?? 0),
    line: lineOf(look),
    lineRule: LineRuleType.AUTO,
  }
  const { start, end, keepNext, keepLines, ruled } = look
  return {
    run: {
      font: faces[look.font],
      size: look.size * 2,
      color: ink(look.colour ?? palette.ink),
      ...(id === 'Normal' ? {} : { bold: look.bold ?? false, italics: look.italic ?? false }),
    },
    paragraph: {
      spacing,
      ...((start || end) && { indent: { ...(start && { start }), ...(end && { end }) } }),
      ...(keepNext && { keepNext }),
      ...(keepLines && { keepLines }),
      ...(ruled && { border: { top: { style: BorderStyle.SINGLE, size: 8, color: ink(palette.ink), space: 10 } } }),
    },
  }
}

const twips = (points: number): number => points * 20
/** Word counts lines in 240ths. */
const lineOf = (look: Look): number => Math.round(look.line * 240)

function numbered(id: StyleId) {
  const reference = id === 'ListBullet' ? 'bullets' : id === 'ListNumber' ? 'numbers' : undefined
  return reference && { numbering: { reference, level: 0 } }
}

function tabbed(id: StyleId) {
  return (id === 'Header' || id === 'Footer') && { tabStops: [{ type: 'right' as const, position: textWidth }] }
}

/** Lists: a dash and figures, both hanging. */
export function numbering(): INumberingOptions {
  const { start, end } = looks.ListBullet
  const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
    level: 0,
    format,
    text,
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { start, end, hanging: 284 } }, run: { color: ink(palette.ring1) } },
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
  const contents = (['TOC1', 'TOC2'] as const).map((id) => contentsStyle(id, rtl)).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><w:styles ${space}>${tableStyles()}${contents}</w:styles>`
}

/**
 * A hairline between rows, no box. The strong rules under heads and over totals are set on the cells themselves, because
 * LibreOffice gives the first row of a table style to tables that have no heads.
 */
function tableStyles(): string {
  const line = (name: string) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="${ink(palette.line)}"/>`
  return (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>' +
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>' +
    `<w:style w:type="table" w:customStyle="1" w:styleId="${tableStyle}"><w:name w:val="${tableStyle}"/>` +
    `<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblBorders>${line('bottom')}` +
    `${line('insideH')}</w:tblBorders></w:tblPr></w:style>`
  )
}

function contentsStyle(id: 'TOC1' | 'TOC2', rtl: boolean): string {
  const look = lookOf(id)
  const { ascii, hAnsi, cs } = faces[look.font]
  return (
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${look.name}"/><w:basedOn w:val="Normal"/>` +
    '<w:next w:val="Normal"/><w:uiPriority w:val="39"/><w:unhideWhenUsed/><w:pPr>' +
    `<w:tabs><w:tab w:val="right" w:pos="${textWidth}"/></w:tabs>${rtl ? '<w:bidi/>' : ''}` +
    `<w:spacing w:before="${twips(look.before ?? 0)}" w:after="${twips(look.after ?? 0)}" w:line="${lineOf(look)}" w:lineRule="auto"/>` +
    `<w:ind w:start="${look.start ?? 0}"/></w:pPr><w:rPr><w:rFonts w:ascii="${ascii}" w:hAnsi="${hAnsi}" w:cs="${cs}"/>` +
    `<w:color w:val="${ink(look.colour ?? palette.ink)}"/><w:sz w:val="${look.size * 2}"/><w:szCs w:val="${look.size * 2}"/></w:rPr></w:style>`
  )
}

/** A tag with a country, as Word wants it: `fr` is `fr-FR`. */
function languageTag(locale: string): string {
  if (locale === 'en') return 'en-GB'
  const { language, region } = new Intl.Locale(locale).maximize()
  return region ? `${language}-${region}` : language
}
