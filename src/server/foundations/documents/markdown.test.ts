import MarkdownIt from 'markdown-it'
import { expect, test } from 'vitest'
import { english, french, hostile } from '#tests/support/manuscripts.ts'
import type { Manuscript } from './blocks.ts'
import { toMarkdown } from './index.ts'

/** Another parser's view of a text: headings with their level, tables as rows of cells, and all text in order. */
function read(markdown: string) {
  const tokens = new MarkdownIt({ html: true }).parse(markdown, {})
  const inline = (i: number) =>
    tokens[i]?.children
      ?.map((child) => (child.type === 'softbreak' || child.type === 'hardbreak' ? '\n' : child.content))
      .join('') ?? ''
  const headings = tokens.flatMap((token, i) =>
    token.type === 'heading_open' ? [`${token.tag} ${inline(i + 1)}`] : [],
  )
  const tables: string[][][] = []
  tokens.forEach((token, i) => {
    if (token.type === 'table_open') tables.push([])
    if (token.type === 'tr_open') tables.at(-1)?.push([])
    if (token.type === 'th_open' || token.type === 'td_open')
      tables
        .at(-1)
        ?.at(-1)
        ?.push(inline(i + 1))
  })
  const text = tokens.flatMap((token, i) => (token.type === 'inline' ? [inline(i)] : [])).join('\n')
  return { headings, tables, text, tokens }
}

const saying = (text: string): Manuscript => ({
  ...english,
  sections: [
    {
      id: 'a',
      title: text,
      blocks: [
        { kind: 'paragraph', text },
        { kind: 'list', items: [text] },
        { kind: 'table', columns: [{ label: text }, { label: 'b' }], rows: [[text, 'c']] },
      ],
    },
  ],
})

test('an independent parser sees the headings at their levels', () => {
  expect(read(toMarkdown(english)).headings).toEqual([
    'h1 A community that learns how, not only about',
    'h2 On one page',
    'h2 2 Meetings and events',
    'h3 How we meet',
    'h4 2.1 We meet as two circles',
    'h4 2.2 Thursdays at 13:00, always',
    'h4 2.3 The retreat is one day, in person',
    'h3 The year',
    'h3 CoP meeting with hub panel',
    'h4 Agenda',
    'h4 Before and after',
    'h2 7 Keeping it alive',
    'h3 7.1 Time is the larger half, so we show it',
    'h3 Names in their own letters',
  ])
})

test('an independent parser sees the tables, with their totals', () => {
  const { tables } = read(toMarkdown(english))
  expect(tables.map((rows) => [rows.length, rows[0]?.length])).toEqual([
    [5, 3],
    [5, 13],
    [6, 6],
    [7, 4],
  ])
  expect(tables[3]?.at(-1)).toEqual(['A year', '', '273\u00a0880', '284\u00a0160'])
  expect(tables[1]?.[3]?.slice(0, 5)).toEqual(['Peer clinics', '2', '2', '2', '1, quiet'])
})

test.each([
  hostile.replace('\u{202e}', '').trim(),
  '# not a heading',
  '- not a list',
  '1. nor this',
  '12) nor that',
  '> not a quote',
  '+ plus',
  '=== rule',
  '--- rule',
  '```',
  '~~~',
  'a | b | c',
  '\\| already',
  '<script>alert(1)</script>',
  '![picture](x.png)',
  'a < b & c > d',
  '&lt; stays',
  '*_`[]`_*',
  '[^1]: foot',
  '\ttab',
])('what a person wrote is never markup: %s', (text) => {
  const { headings, tables, tokens, text: all } = read(toMarkdown(saying(text)))
  expect(headings.at(-1)).toBe(`h2 ${text.trim()}`)
  expect(tables).toEqual([
    [
      [text.trim(), 'b'],
      [text.trim(), 'c'],
    ],
  ])
  expect(all.split('\n').filter((line) => line === text.trim())).toHaveLength(5)
  const kinds = new Set(tokens.flatMap((token) => [token.type, ...(token.children ?? []).map((child) => child.type)]))
  for (const kind of [
    'html_block',
    'html_inline',
    'code_block',
    'fence',
    'code_inline',
    'link_open',
    'image',
    'hr',
    'blockquote_open',
  ])
    expect(kinds).not.toContain(kind)
})

test('lines of a text stay lines, and paragraphs paragraphs', () => {
  const { text } = read(
    toMarkdown({
      ...english,
      sections: [{ id: 'a', title: 'T', blocks: [{ kind: 'paragraph', text: 'one\ntwo\n\nthree' }] }],
    }),
  )
  expect(text).toMatch(/one\ntwo\nthree$/u)
})

test('French is said in French', () => {
  const markdown = toMarkdown(french)
  expect(markdown).toContain('1er août 2026')
  expect(markdown).toContain('*Pourquoi\u00a0?* Sous vingt membres')
  expect(markdown).toContain('11 membres (hypothèse)')
})
