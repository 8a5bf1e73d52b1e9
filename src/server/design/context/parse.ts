/** Text to plain data, safely: size first, then YAML or JSON, with the line of every place kept. */
import { isMap, isPair, isSeq, Lexer, LineCounter, parseAllDocuments, type Document, type Node } from 'yaml'
import { Invalid, type Issue } from '../../errors.ts'

/** Largest file that is read, in bytes. */
export const largest = 1024 * 1024
/** How often one anchor may be repeated, all together, before it is taken for an attack. */
const mostAliases = 50
/** Signs and words of YAML at most, forty times what a long context has: what the library does with more grows as their square. */
const mostTokens = 30_000

export interface Parsed {
  data: unknown
  /** The line (from 1) at which a place of the file stands; `undefined` for data without lines. */
  lineOf(path: readonly (string | number)[]): number | undefined
}

/**
 * Reads YAML 1.2 or JSON. Throws Invalid `context.unreadable` with one issue saying what is wrong and where: too large,
 * not the format, several documents in one, aliases that explode, far more than a context holds.
 */
export function parse(text: string, format: 'yaml' | 'json'): Parsed {
  const bytes = Buffer.byteLength(text)
  if (bytes > largest) throw unreadable('too-large', { found: megabytes(bytes), most: megabytes(largest) })
  try {
    return format === 'json' ? parseJson(text) : parseYaml(text)
  } catch (problem) {
    if (problem instanceof RangeError) throw unreadable('too-deep', {})
    throw problem
  }
}

function parseYaml(text: string): Parsed {
  mustNotHoldMore(text)
  const lines = new LineCounter()
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    maxAliasCount: mostAliases,
    prettyErrors: false,
  } as object)
  const [document, second] = [...documents]
  if (!document) return { data: undefined, lineOf: () => undefined }
  const [fault] = document.errors
  if (fault?.message.includes('call stack')) throw unreadable('too-deep', {})
  if (fault)
    throw unreadable('not-yaml', { reason: fault.message.split('\n')[0]!, line: lines.linePos(fault.pos[0]).line })
  if (second) throw unreadable('several-documents', { count: [...documents].length })
  return { data: plain(document), lineOf: (path) => lineOf(document, lines, path) }
}

/** Throws Invalid `context.too-much` before anything is made of a file that keeps a server busy for minutes. */
function mustNotHoldMore(text: string): void {
  let tokens = 0
  for (const _ of new Lexer().lex(text)) if (++tokens > mostTokens) throw unreadable('too-much', {})
}

function parseJson(text: string): Parsed {
  try {
    return { data: JSON.parse(text.replace(/^\uFEFF/, '')), lineOf: () => undefined }
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem
    const at = /position (\d+)/.exec(problem.message)?.[1]
    const line = at ? text.slice(0, Number(at)).split('\n').length : undefined
    throw unreadable('not-json', { reason: problem.message, ...(line ? { line } : {}) })
  }
}

function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases })
  } catch (problem) {
    if (problem instanceof ReferenceError) throw unreadable('aliases', { reason: problem.message })
    throw problem
  }
}

/** The line of the deepest part of the path that stands in the file; of a key where it has one. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number | undefined {
  let node: unknown = document.contents
  let found: number | undefined
  for (const step of path) {
    const next = isMap(node)
      ? node.items.find((pair) => isPair(pair) && String(pair.key) === String(step))
      : isSeq(node)
        ? node.items[Number(step)]
        : undefined
    if (!next) break
    const place = isPair(next) ? (next.key as Node) : (next as Node)
    if (place?.range) found = lines.linePos(place.range[0]).line
    node = isPair(next) ? next.value : next
  }
  return found
}

const megabytes = (bytes: number): number => Math.round((bytes / 1024 / 1024) * 10) / 10

function unreadable(code: string, params: Record<string, string | number>): Invalid {
  const issue: Issue = { path: [], code: `context.${code}`, params }
  return new Invalid('context.unreadable', {}, [issue])
}
