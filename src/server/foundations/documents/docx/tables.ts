import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { ITableCellOptions, Paragraph } from 'docx'
import type { BlockOf } from '../blocks.ts'
import { columnShares, isDense } from '../columns.ts'
import { twelveMonths } from '../dates.ts'
import { palette } from '../palette.ts'
import { yearCells, yearLegend } from '../year.ts'
import type { StyleId } from './looks.ts'
import { cellMargin, ink, textWidth, type Setting } from './setting.ts'
import { tableStyle } from './styles.ts'
import { paragraph } from './text.ts'

type Cell = Omit<ITableCellOptions, 'children' | 'width'> & { children: Paragraph[] }

export function table(block: BlockOf<'table'>, setting: Setting): (Paragraph | Table)[] {
  const { caption, columns, rows, total } = block
  const atEnd = { alignment: AlignmentType.END, ...(setting.rtl && { bidirectional: true }) }
  const row = (texts: string[], style: StyleId) =>
    columns.map(({ align }, i) => cell(paragraph(texts[i] ?? '', setting, style, align === 'end' ? atEnd : {})))
  return [
    ...(caption ? [paragraph(caption, setting, 'Caption')] : []),
    grid(setting, columnShares(block), {
      head: row(
        columns.map((column) => column.label),
        isDense(block) ? 'TableHeadSmall' : 'TableHead',
      ),
      rows: rows.map((texts) => ({ cells: row(texts, 'TableText') })),
      ...(total && { total: row(total, 'TableTotal') }),
    }),
    after(setting),
  ]
}

export function definitions(block: BlockOf<'definitions'>, setting: Setting): (Paragraph | Table)[] {
  const rows = block.items.map((item) => ({
    cells: [
      cell(paragraph(item.term, setting, 'TableText')),
      cell(
        paragraph(item.text, setting, 'Definition'),
        ...(item.note ? [paragraph(item.note, setting, 'TableNote')] : []),
      ),
    ],
  }))
  return [grid(setting, [0.25, 0.75], { rows }), after(setting)]
}

/** Figures at a glance: three beside one another, their few words large. */
export function facts(block: BlockOf<'definitions'>, setting: Setting): (Paragraph | Table)[] {
  const cells = block.items.map((item) =>
    cell(
      paragraph(item.term, setting, 'TableNote'),
      paragraph(item.text, setting, 'Fact'),
      ...(item.note ? [paragraph(item.note, setting, 'TableNote')] : []),
    ),
  )
  while (cells.length % 3 > 0) cells.push(cell(paragraph('', setting, 'TableNote')))
  const rows = Array.from({ length: cells.length / 3 }, (_, i) => ({ cells: cells.slice(3 * i, 3 * i + 3) }))
  return [grid(setting, [1 / 3, 1 / 3, 1 / 3], { rows }), after(setting)]
}

/** Height is time; a filled bar is work together, a hollow one is listening. */
export function agenda(block: BlockOf<'agenda'>, explained: boolean, setting: Setting): (Paragraph | Table)[] {
  const { words } = setting
  const total = block.segments.reduce((sum, segment) => sum + segment.minutes, 0)
  const minute = Math.min(26, 7500 / Math.max(1, total))
  const bar = { style: BorderStyle.SINGLE, size: 6, color: ink(palette.ring2) }
  const text = (said: string, style: StyleId = 'TableText') => cell(paragraph(said, setting, style))
  const rows = block.segments.map((segment) => ({
    height: Math.round(segment.minutes * minute),
    cells: [
      text(segment.start, 'TableNote'),
      cell(paragraph(words('documents.agenda.forMinutes', { minutes: segment.minutes }), setting, 'TableNote')),
      {
        ...text(''),
        borders: { top: bar, bottom: bar, left: bar, right: bar },
        ...(segment.together && { shading: { type: ShadingType.CLEAR, fill: ink(palette.ring2), color: 'auto' } }),
      },
      cell(
        paragraph(segment.title, setting, 'TableTotal'),
        ...(segment.purpose ? [paragraph(segment.purpose, setting, 'TableNote')] : []),
      ),
      cell(paragraph(segment.mode, setting, 'TableText'), paragraph(segment.lead, setting, 'TableNote')),
    ],
  }))
  const heads = ['start', 'minutes', undefined, 'what', 'howAndLead'] as const
  return [
    paragraph(block.caption, setting, 'Caption'),
    ...(explained ? [paragraph(words('documents.agenda.legend'), setting, 'Legend')] : []),
    grid(setting, [0.09, 0.1, 0.02, 0.5, 0.29], {
      head: heads.map((head) => text(head ? words(`documents.agenda.${head}`) : '', 'TableHead')),
      rows,
    }),
    after(setting),
  ]
}

export function year(block: BlockOf<'year'>, setting: Setting): (Paragraph | Table)[] {
  const centred = { alignment: AlignmentType.CENTER, ...(setting.rtl && { bidirectional: true }) }
  const shade = (quiet: boolean) =>
    quiet ? { shading: { type: ShadingType.CLEAR, fill: ink(palette.tint), color: 'auto' } } : {}
  const months = twelveMonths(block.start, setting.manuscript.locale)
  const narrow = { margins: { left: 0, right: 0 }, verticalAlign: VerticalAlign.CENTER }
  return [
    paragraph(block.caption, setting, 'Caption'),
    paragraph(yearLegend(block, setting.words), setting, 'Legend'),
    grid(setting, [0.28, ...Array.from({ length: 12 }, () => 0.06)], {
      head: [
        cell(paragraph(setting.words('documents.year.what'), setting, 'TableHead')),
        ...months.map((month) => ({
          ...narrow,
          verticalAlign: VerticalAlign.BOTTOM,
          children: [
            ...(month.year ? [paragraph(month.year, setting, 'TableMonth', centred)] : []),
            paragraph(month.name, setting, 'TableMonth', centred),
          ],
        })),
      ],
      rows: block.rows.map((row) => ({
        cells: [
          cell(paragraph(row.name, setting, 'TableText')),
          ...yearCells(row).map(({ text, quiet }) => ({
            ...narrow,
            ...shade(quiet),
            children: [paragraph(text, setting, 'TableMark', centred)],
          })),
        ],
      })),
    }),
    after(setting),
  ]
}

interface Rows {
  head?: Cell[]
  rows: { cells: Cell[]; height?: number }[]
  total?: Cell[]
}

/** A table over the whole width: heads repeat on every page, no row breaks in two. */
function grid(setting: Setting, shares: number[], { head, rows, total }: Rows): Table {
  const widths = shares.map((share) => Math.round(share * textWidth))
  const strong = { style: BorderStyle.SINGLE, size: 8, color: ink(palette.ink) }
  const row = (cells: Cell[], more: { tableHeader?: boolean; height?: number; ruled?: 'top' | 'bottom' } = {}) =>
    new TableRow({
      cantSplit: true,
      ...(more.tableHeader && { tableHeader: true }),
      ...(more.height !== undefined && { height: { value: more.height, rule: HeightRule.ATLEAST } }),
      children: cells.map(
        (c, i) =>
          new TableCell({
            ...c,
            ...(more.ruled && { borders: { [more.ruled]: strong }, verticalAlign: VerticalAlign.BOTTOM }),
            width: { size: widths[i]!, type: WidthType.DXA },
          }),
      ),
    })
  return new Table({
    style: tableStyle,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    ...(setting.rtl && { visuallyRightToLeft: true }),
    margins: {
      top: cellMargin.block,
      bottom: cellMargin.block,
      left: cellMargin.inline,
      right: cellMargin.inline,
      marginUnitType: WidthType.DXA,
    },
    tableLook: {
      firstRow: head !== undefined,
      lastRow: total !== undefined,
      firstColumn: false,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
    rows: [
      ...(head ? [row(head, { tableHeader: true, ruled: 'bottom' })] : []),
      ...rows.map(({ cells, height }) => row(cells, { ...(height !== undefined && { height }) })),
      ...(total ? [row(total, { ruled: 'top' })] : []),
    ],
  })
}

const cell = (...children: Paragraph[]): Cell => ({ children })

/** Word needs a paragraph between two tables; it is also the air after one. */
const after = (setting: Setting): Paragraph => paragraph('', setting, 'TableAfter')
