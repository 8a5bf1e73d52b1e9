import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { arabic, english, french, hostile, long } from '#tests/support/manuscripts.ts'
import type { Manuscript } from '../blocks.ts'
import { toPdf } from '../index.ts'

async function read(manuscript: Manuscript) {
  const pdf = await getDocumentProxy(await toPdf(manuscript))
  const { text, totalPages } = await extractText(pdf, { mergePages: true })
  return { pdf, pages: totalPages, text: text.replace(/\s+/gu, ' ') }
}

const metadata = async (pdf: Awaited<ReturnType<typeof getDocumentProxy>>) =>
  (await pdf.getMetadata()).info as Record<string, string>

describe('an English document', async () => {
  const { pdf, pages, text } = await read(english)

  test('holds every kind of block', () => {
    expect(pages).toBe(6)
    for (const said of [
      'We are the people who count',
      'Why? Open growth dilutes trust.',
      'Changed by Nomsa Dlamini, 4 February 2026',
      '34 organisations, nine provinces and Nairobi',
      'Four hub members take different sides',
      'The year from March 2026',
      'A year 273 880 284 160',
      'Take care',
      'Page 4 of 6',
    ])
      expect(text).toContain(said)
  })

  test('prints what people wrote as they wrote it', () => {
    expect(text).toContain(hostile.replace('\u{202e}', '').trim())
  })

  test('opens its outline at parts, headings and decisions', async () => {
    const outline = await pdf.getOutline()
    const title = (entry: { title: string }) => entry.title.replace('\u2002', ' ')
    expect(outline.map(title)).toEqual(['On one page', '2 Meetings and events', '7 Keeping it alive'])
    expect(outline[1]?.items.map(title)).toEqual(['How we meet', 'The year', 'CoP meeting with hub panel'])
    expect(title(outline[1]!.items[0]!.items[0])).toBe('2.1 We meet as two circles')
  })

  test('carries title, author and the date that was given', async () => {
    const info = await metadata(pdf)
    expect(info).toMatchObject({ Title: english.title, Author: english.footer })
    expect(info.CreationDate).toMatch(/^D:20260212/u)
    expect(info.Language).toBe('en')
  })
})

test('French is said in French', async () => {
  const { text } = await read(french)
  expect(text).toContain('Sommaire')
  expect(text).toContain('Pourquoi ?')
  expect(text).toContain('1er août 2026')
  expect(text).toContain('Page 3 sur 3')
})

test('Arabic is set with our own letters', async () => {
  const { pdf, text } = await read(arabic)
  expect(text).toMatch(/[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]/u)
  const info = await metadata(pdf)
  expect(info.Language).toBe('ar')
})

test('the same manuscript gives the same bytes', async () => {
  expect(Buffer.from(await toPdf(english)).equals(Buffer.from(await toPdf(english)))).toBe(true)
})

test('a long design is set whole', async () => {
  const { pages, text } = await read(long())
  expect(pages).toBeGreaterThan(15)
  expect(text).toContain(`Page ${pages} of ${pages}`)
})

test('a document of nothing is still a document', async () => {
  const { pages } = await read({
    ...english,
    subtitle: '',
    footer: '',
    sections: [{ id: 'a', title: 'Empty', blocks: [] }],
  })
  expect(pages).toBe(3)
})
