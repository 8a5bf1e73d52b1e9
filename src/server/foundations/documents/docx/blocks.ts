import { BorderStyle, HeadingLevel, Paragraph, ShadingType, TextRun, type FileChild } from 'docx'
import type { Block, BlockOf } from '../blocks.ts'
import { palette } from '../palette.ts'
import type { Placed } from '../placed.ts'
import { whyInWords } from '../why.ts'
import { ink, faces, type Setting } from './setting.ts'
import { looks } from './looks.ts'
import { agenda, definitions, facts as factsTable, table, year } from './tables.ts'
import { paragraph, runs, rtl } from './text.ts'

/** One block as paragraphs and tables. */
export function blockOf({ block, level, opens, facts, explained }: Placed, setting: Setting): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block.text, level, setting)]
    case 'paragraph':
      return paragraphs(block, opens ? 'Lede' : 'LedeWithin', setting)
    case 'list':
      return list(block, setting)
    case 'definitions':
      return facts ? factsTable(block, setting) : definitions(block, setting)
    case 'table':
      return table(block, setting)
    case 'decision':
      return decision(block, setting)
    case 'agenda':
      return agenda(block, explained, setting)
    case 'year':
      return year(block, setting)
    case 'notice':
      return [notice(block, setting)]
  }
}

/** A heading of the given level, with its number in clay before it. */
export function heading(text: string, level: number, setting: Setting, number?: string): Paragraph {
  const levels = [
    HeadingLevel.HEADING_1,
    HeadingLevel.HEADING_2,
    HeadingLevel.HEADING_3,
    HeadingLevel.HEADING_4,
    HeadingLevel.HEADING_5,
  ]
  return new Paragraph({
    heading: levels[level - 1]!,
    ...rtl(text, setting),
    children: [...numberRuns(number), ...runs(text, setting)],
  })
}

function numberRuns(number: string | undefined): TextRun[] {
  return number ? [new TextRun({ text: `${number}\u2002`, font: faces.sans, color: ink(palette.clay) })] : []
}

function paragraphs(block: BlockOf<'paragraph'>, lede: 'Lede' | 'LedeWithin', setting: Setting): Paragraph[] {
  const style = block.style === 'lede' ? lede : block.style === 'note' ? 'Note' : 'BodyText'
  return block.text.split(/\n{2,}/u).map((text) => paragraph(text, setting, style))
}

function list(block: BlockOf<'list'>, setting: Setting): Paragraph[] {
  const instance = block.ordered ? (setting.count.lists += 1) : 0
  const style = block.ordered ? 'ListNumber' : 'ListBullet'
  const reference = block.ordered ? 'numbers' : 'bullets'
  // Said on the paragraph itself: LibreOffice does not take the end of a line from the list.
  const { start, end } = looks[style]
  const hanging = { start, end, hanging: 284 }
  return block.items.map((item) =>
    paragraph(item, setting, style, { numbering: { reference, level: 0, instance, custom: true }, indent: hanging }),
  )
}

/** What is decided, who changed it, and quietly under it why. */
function decision(block: BlockOf<'decision'>, setting: Setting): Paragraph[] {
  const { words, manuscript } = setting
  const why = whyInWords(block, words, manuscript.locale)
  const said = why.reasons.map(
    (reason, i) =>
      new Paragraph({
        style: 'Why',
        ...rtl(reason, setting),
        keepNext: i < why.reasons.length - 1 || why.trail.length > 0,
        children: [
          ...(i === 0 ? runs(`${words('documents.why.title')} `, setting, { color: ink(palette.leaf) }) : []),
          ...runs(reason, setting),
        ],
      }),
  )
  const trail = why.trail.flatMap(({ term, text }, i) => [
    ...runs(`${i > 0 ? ' · ' : ''}${term} `, setting, { color: ink(palette.edge) }),
    ...runs(text, setting),
  ])
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_3,
      ...rtl(block.title, setting),
      children: [...numberRuns(block.number), ...runs(block.title, setting)],
    }),
    ...paragraphs({ kind: 'paragraph', text: block.text }, 'Lede', setting),
    ...(why.change ? [paragraph(why.change, setting, 'Quote')] : []),
    ...said,
    ...(trail.length > 0
      ? [new Paragraph({ style: 'WhyTrail', ...(setting.rtl && { bidirectional: true }), children: trail })]
      : []),
  ]
}

const tones: Record<BlockOf<'notice'>['tone'], { edge: string; wash: string }> = {
  plain: { edge: palette.edge, wash: palette.tint },
  good: { edge: palette.leaf, wash: palette.leafWash },
  care: { edge: palette.clay, wash: palette.clayWash },
  bad: { edge: palette.loss, wash: palette.lossWash },
}

function notice(block: Extract<Block, { kind: 'notice' }>, setting: Setting): Paragraph {
  const { edge, wash } = tones[block.tone]
  const side = { style: BorderStyle.SINGLE, size: 24, color: ink(edge), space: 8 }
  // Word joins neighbours with the same borders into one box: every other one is a hair different.
  const size = (setting.count.notices += 1) % 2 ? 4 : 6
  const air = { style: BorderStyle.SINGLE, size, color: ink(wash), space: 5 }
  const named = block.tone !== 'plain'
  return new Paragraph({
    style: 'Notice',
    ...rtl(block.text, setting),
    shading: { type: ShadingType.CLEAR, fill: ink(wash), color: 'auto' },
    border: { top: air, bottom: air, ...(setting.rtl ? { right: side, left: air } : { left: side, right: air }) },
    children: [
      ...(named
        ? runs(`${setting.words(`documents.tone.${block.tone}`)}\u2002`, setting, { bold: true, color: ink(edge) })
        : []),
      ...runs(block.text, setting),
    ],
  })
}
