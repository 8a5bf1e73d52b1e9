/** Reads rendered HTML well enough to ask what a screen reader would: elements, their attributes and their text. */
import { parse } from 'svelte/compiler'

export interface Found {
  name: string
  attributes: Record<string, string>
  text: string
  /** Position in the document. */
  at: number
}

interface Node {
  type: string
  name?: string
  data?: string
  start: number
  attributes?: { name: string; value: true | { data: string }[] }[]
  fragment?: { nodes: Node[] }
}

/** All elements in document order. */
export function elements(html: string): Found[] {
  const found: Found[] = []
  const walk = (nodes: Node[]): string =>
    nodes
      .map((node) => {
        if (node.type === 'Text') return node.data ?? ''
        if (!node.fragment) return ''
        const entry: Found = { name: node.name ?? '', attributes: attributesOf(node), text: '', at: node.start }
        found.push(entry)
        entry.text = walk(node.fragment.nodes)
        return entry.text
      })
      .join('')
  walk(parse(html, { modern: true }).fragment.nodes as unknown as Node[])
  return found.map((entry) => ({ ...entry, text: entry.text.replace(/\s+/g, ' ').trim() }))
}

/** The one element that carries an attribute with this value; fails when there is none or there are several. */
export function only(html: string, attribute: string, value: string): Found {
  const all = elements(html).filter((element) => element.attributes[attribute] === value)
  if (all.length !== 1) throw new Error(`${all.length} elements have ${attribute}="${value}"`)
  return all[0]!
}

/** Elements of one kind. */
export const all = (html: string, name: string): Found[] => elements(html).filter((element) => element.name === name)

const attributesOf = ({ attributes = [] }: Node): Record<string, string> =>
  Object.fromEntries(
    attributes.map(({ name, value }) => [name, value === true ? '' : value.map((part) => part.data).join('')]),
  )
