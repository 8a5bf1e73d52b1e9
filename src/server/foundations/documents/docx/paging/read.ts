/** Reads what was written for Word back into the few things that decide where pages break. */
import type { IXmlableObject } from 'docx'
import { looks, type StyleId } from '../looks.ts'
import type { Piece } from './measure.ts'

export interface Text {
  kind: 'text'
  style: StyleId
  pieces: Piece[]
  bookmarks: string[]
  /** Points: of a picture in the line, and before and after where the paragraph says so itself. */
  picture: number
  before?: number
  after?: number
  /** Points that borders and their air take above and below. */
  above: number
  below: number
  keepNext: boolean
  breakBefore: boolean
  /** The section ends with this paragraph. */
  endsSection: boolean
}

export interface Row {
  cells: { width: number; texts: Text[] }[]
  head: boolean
  /** A cell of it has borders of its own. */
  framed: boolean
  /** Points; the row is at least as high. */
  height: number
}

export type Item = Text | { kind: 'table'; rows: Row[] }

type Nodes = readonly unknown[]

/** The paragraphs and tables of a body, those of the contents among them. */
export function itemsOf(body: IXmlableObject): Item[] {
  return list(body['w:body']).flatMap((node) => {
    if (has(node, 'w:p')) return [textOf(list(node['w:p']))]
    if (has(node, 'w:tbl')) return [tableOf(list(node['w:tbl']))]
    if (has(node, 'w:sdt'))
      return itemsOf({ 'w:body': find(list(node['w:sdt']), 'w:sdtContent') ?? [] } as IXmlableObject)
    return []
  })
}

function tableOf(nodes: Nodes): Item {
  const widths = all(list(find(nodes, 'w:tblGrid')), 'w:gridCol').map((column) => twips(attribute(column, 'w:w')))
  const rows = all(nodes, 'w:tr').map((row): Row => {
    const properties = list(find(list(row), 'w:trPr'))
    return {
      head: find(properties, 'w:tblHeader') !== undefined,
      framed: all(all(list(row), 'w:tc').flatMap(list), 'w:tcPr').some((cell) => {
        const borders = list(find(list(cell), 'w:tcBorders'))
        return find(borders, 'w:left') !== undefined
      }),
      height: twips(attribute(find(properties, 'w:trHeight'), 'w:val')),
      cells: all(list(row), 'w:tc').map((cell, i) => ({
        width: widths[i] ?? 0,
        texts: all(list(cell), 'w:p').map((paragraph) => textOf(list(paragraph))),
      })),
    }
  })
  return { kind: 'table', rows }
}

function textOf(nodes: Nodes): Text {
  const properties = list(find(nodes, 'w:pPr'))
  const named = String(attribute(find(properties, 'w:pStyle'), 'w:val') ?? 'Normal')
  const spacing = find(properties, 'w:spacing')
  const [before, after] = (['w:before', 'w:after'] as const).map((side) => attribute(spacing, side))
  const links = all(nodes, 'w:hyperlink').flatMap((link) => list(link))
  const runs = [...all(nodes, 'w:r'), ...all(links, 'w:r')].map((run) => list(run))
  return {
    kind: 'text',
    style: (named in looks ? named : 'Normal') as StyleId,
    pieces: runs.map(pieceOf),
    bookmarks: all(nodes, 'w:bookmarkStart').map((mark) => String(attribute(mark, 'w:name'))),
    picture: Math.max(0, ...runs.map(pictureOf)),
    above: borderOf(list(find(properties, 'w:pBdr')), 'w:top'),
    below: borderOf(list(find(properties, 'w:pBdr')), 'w:bottom'),
    keepNext: find(properties, 'w:keepNext') !== undefined,
    breakBefore: find(properties, 'w:pageBreakBefore') !== undefined,
    endsSection: find(properties, 'w:sectPr') !== undefined,
    ...(before !== undefined && { before: twips(before) }),
    ...(after !== undefined && { after: twips(after) }),
  }
}

function pieceOf(run: Nodes): Piece {
  const properties = list(find(run, 'w:rPr'))
  const font = attribute(find(properties, 'w:rFonts'), 'w:ascii')
  const text = run.map((node) =>
    has(node, 'w:br')
      ? '\n'
      : has(node, 'w:t')
        ? list(node['w:t'])
            .filter((t) => typeof t === 'string')
            .join('')
        : '',
  )
  return {
    text: text.join(''),
    ...(font !== undefined && { sans: font === 'Calibri' }),
    ...(find(properties, 'w:b') !== undefined && { bold: true }),
  }
}

/** Height of a picture in points; drawings are measured in 12,700ths of one. */
function pictureOf(run: Nodes): number {
  const inline = list(find(list(find(run, 'w:drawing')), 'wp:inline'))
  const extra = find(inline, 'wp:effectExtent')
  const sum =
    Number(attribute(find(inline, 'wp:extent'), 'cy') ?? 0) +
    Number(attribute(extra, 't') ?? 0) +
    Number(attribute(extra, 'b') ?? 0)
  return sum / 12_700
}

/** A border's own thickness (in eighths of a point) and the air between it and the text. */
function borderOf(borders: Nodes, side: string): number {
  const border = find(borders, side)
  return Number(attribute(border, 'w:sz') ?? 0) / 8 + Number(attribute(border, 'w:space') ?? 0)
}

const has = <K extends string>(node: unknown, name: K): node is Record<K, unknown> =>
  typeof node === 'object' && node !== null && name in node
const list = (value: unknown): Nodes => (Array.isArray(value) ? value : value === undefined ? [] : [value])
const all = (nodes: Nodes, name: string): unknown[] => nodes.flatMap((node) => (has(node, name) ? [node[name]] : []))
const find = (nodes: Nodes, name: string): unknown => all(nodes, name)[0]
const twips = (value: unknown): number => Number(value ?? 0) / 20

/** An attribute of an element, which holds them first of all or alone. */
function attribute(element: unknown, name: string): unknown {
  const holder = list(element).find((part) => has(part, '_attr'))
  return holder && (holder as { _attr: Record<string, unknown> })._attr[name]
}
