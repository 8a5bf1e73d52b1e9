/** The look keeps its rules: directions are never assumed, colours come from tokens, words from catalogues. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'svelte/compiler'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const filesIn = (folder: string, ending: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))

const components = filesIn('src/ui', '.svelte')
const screens = [...components, ...filesIn('src/routes', '.svelte')]
const sheets = [...filesIn('src/ui', '.css'), ...filesIn('src/routes', '.css')].map((path) => ({
  path,
  css: readFileSync(path, 'utf8'),
}))
const styles = [...sheets, ...screens.map((path) => ({ path, css: styleOf(readFileSync(path, 'utf8')) }))]

describe('style sheets', () => {
  it('use logical directions only, so that a page can run from right to left', () => {
    const physical =
      /^(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-)?(?:left|right|top|bottom)(?:-|$)|^(?:min-|max-)?(?:width|height)$|^border-(?:top|bottom)-(?:left|right)-radius$/
    const sided = new Set(['text-align', 'float', 'clear', 'caption-side'])
    const wrong = declarations().filter(
      ({ property, value }) => physical.test(property) || (sided.has(property) && /\b(left|right)\b/.test(value)),
    )
    expect(wrong.map(place)).toEqual([])
  })
  it('take every colour from tokens.css', () => {
    const literal =
      /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|\b(?:white|black|red|green|blue|gr[ae]y|yellow|orange|brown|purple)\b/i
    const wrong = declarations().filter(({ path, value }) => !path.endsWith('css/tokens.css') && literal.test(value))
    expect(wrong.map(place)).toEqual([])
  })
  it('name no token that does not exist', () => {
    const markup = screens.map((path) => readFileSync(path, 'utf8')).join('\n')
    const known = new Set([
      ...declarations().map(({ property }) => property),
      ...[...markup.matchAll(/style:(--[\w-]+)/g)].map((match) => match[1]!),
    ])
    const used = [...styles.map(({ css }) => css), markup].join('\n').matchAll(/var\((--[\w-]+)/g)
    expect([...new Set([...used].map((match) => match[1]!))].filter((token) => !known.has(token))).toEqual([])
  })
  it('declare the order of the layers before anything else, whichever sheet arrives first', () => {
    for (const { path, css } of sheets.filter((sheet) => sheet.path.includes('/ui/css/'))) {
      expect(bare(css).trim(), path).toMatch(/^@layer reset, base, frame, components;/)
    }
  })
  it('weigh little together', () => {
    const bytes = sheets
      .filter(({ path }) => path.includes('/ui/css/'))
      .reduce((sum, { css }) => sum + Buffer.byteLength(css), 0)
    expect(bytes).toBeLessThan(44_000)
  })
})

describe('screens', () => {
  it('carry no colour in their markup', () => {
    const wrong = screens.filter((path) =>
      /(?:fill|stroke|color|background)\s*[=:]\s*["'{]*(?:#[0-9a-f]{3}|rgb|hsl|oklch)/i.test(
        readFileSync(path, 'utf8'),
      ),
    )
    expect(wrong.map(short)).toEqual([])
  })
  it('get every word from props or from the catalogues', () => {
    expect(screens.flatMap((path) => literalWords(path).map((text) => `${short(path)}: ${text}`))).toEqual([])
  })
})

interface Node {
  type: string
  name?: string
  data?: string
  value?: unknown
}

/** Words written into the markup: text, attributes that are read aloud, and sentences inside expressions. */
function literalWords(path: string): string[] {
  const found: string[] = []
  const spoken = new Set(['aria-label', 'title', 'alt', 'placeholder', 'content'])
  const silent = new Set(['StyleDirective', 'ClassDirective'])
  const visit = (node: Node): void => {
    if (silent.has(node.type) || (node.type === 'Attribute' && !spoken.has(node.name ?? ''))) return
    if (node.type === 'Text' && /\p{L}{2,}/u.test(node.data ?? '')) found.push((node.data ?? '').trim())
    if (node.type === 'Literal' && typeof node.value === 'string' && /\p{L} \p{L}/u.test(node.value))
      found.push(node.value)
    each(Object.values(node))
  }
  const each = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return
    if (Array.isArray(inner)) inner.forEach(each)
    else if ('type' in inner) visit(inner as Node)
    else if ('nodes' in inner) each(inner.nodes)
  }
  each(parse(readFileSync(path, 'utf8'), { modern: true }).fragment)
  return found
}

function declarations(): { path: string; property: string; value: string }[] {
  return styles.flatMap(({ path, css }) =>
    [...bare(css).matchAll(/(?:^|[;{])\s*(-{0,2}[\w-]+)\s*:\s*([^;{}]+)(?=[;}]|$)/g)].map((match) => ({
      path,
      property: match[1]!,
      value: match[2]!.trim(),
    })),
  )
}

const bare = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, '')
const short = (path: string): string => relative(root, path)
const place = ({ path, property, value }: { path: string; property: string; value: string }) =>
  `${short(path)}: ${property}: ${value}`

function styleOf(source: string): string {
  return source.match(/<style[^>]*>([\s\S]*?)<\/style>/)?.[1] ?? ''
}
