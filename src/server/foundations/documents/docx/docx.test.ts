import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { beforeAll, describe, expect, test } from 'vitest'
import { arabic, english, french, hostile, long } from '#tests/support/manuscripts.ts'
import { toDocx } from '../index.ts'

let files: Record<string, string>
let html: string

beforeAll(async () => {
  const bytes = await toDocx(english)
  files = parts(bytes)
  html = (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value
})

function parts(docx: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(docx)).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

const plain = (xml: string) =>
  xml
    .replace(/<[^>]+>/gu, '')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&amp;/gu, '&')

describe('an English document', () => {
  test('opened by an independent reader, has its headings as headings', () => {
    const headings = [...html.matchAll(/<h(\d)>(.*?)<\/h\d>/gu)].map(
      ([, level, text]) => `${level} ${plain(text!).replace(/\u2002/gu, ' ')}`,
    )
    expect(headings).toEqual(
      expect.arrayContaining([
        '1 On one page',
        '1 2 Meetings and events',
        '2 The year',
        '3 2.1 We meet as two circles',
        '3 Agenda',
      ]),
    )
  })

  test('has its tables as tables, with heads that repeat on every page', () => {
    const tables = html.match(/<table>.*?<\/table>/gu) ?? []
    expect(tables).toHaveLength(5)
    const costs = tables.at(-1)!
    expect([...costs.matchAll(/<th>(.*?)<\/th>/gu)].map(([, cell]) => plain(cell!))).toEqual([
      'Line',
      'What it is',
      'Cash',
      'In kind',
    ])
    expect(plain(costs)).toContain('273\u00a0880')
    expect(files['word/document.xml']!.match(/<w:tblHeader\/>/gu)).toHaveLength(4)
  })

  test('numbers its lists and marks the others', () => {
    expect(html).toMatch(/<ol><li>Six days before/u)
    expect(html).toMatch(/<ul><li>Nobody presents slides/u)
  })

  test('shows its contents before anybody updates a field, each entry with its page', () => {
    const contents = /<w:sdt>.*?<\/w:sdt>/u.exec(files['word/document.xml']!)![0]
    const entries = [...contents.matchAll(/<w:p>.*?<\/w:p>/gu)].map(([entry]) =>
      plain(entry.replace(/<w:instrText.*?<\/w:instrText>/gu, '').replace(/<w:tab\/>/gu, '\t')),
    )
    expect(entries.filter((entry) => entry !== '')).toEqual([
      'On one page\t3',
      expect.stringMatching(/^2\u2002Meetings and events\t4$/u),
      'How we meet\t4',
      expect.stringMatching(/^The year\t\d$/u),
      expect.stringMatching(/^CoP meeting with hub panel\t\d$/u),
      expect.stringMatching(/^7\u2002Keeping it alive\t\d$/u),
      expect.stringMatching(/^Names in their own letters\t\d$/u),
    ])
    expect(files['word/settings.xml']).not.toContain('updateFields')
  })

  test('counts its pages at the foot', () => {
    const feet = Object.entries(files)
      .filter(([name]) => /footer\d/u.test(name))
      .map(([, xml]) => xml)
    const counted = feet.filter((xml) => xml.includes('PAGE') && xml.includes('NUMPAGES'))
    expect(counted.length).toBeGreaterThan(0)
    expect(plain(counted[0]!.replace(/<w:instrText.*?<\/w:instrText>/gu, '#'))).toContain('Page')
  })

  test('carries title, creator and language', () => {
    expect(files['docProps/core.xml']).toContain('<dc:title>A community that learns how, not only about</dc:title>')
    expect(files['docProps/core.xml']).toContain('<dc:creator>Thuto M&amp;E')
    expect(files['word/styles.xml']).toContain('w:val="en-GB"')
  })

  test('says quietly why, and who changed what', () => {
    const text = plain(html)
    expect(text).toContain('Why? Open growth dilutes trust.')
    expect(text).toContain(
      'Changed by Nomsa Dlamini, 4 February 2026: “Principals release staff for one day, not for two.”',
    )
    expect(text).toContain('annual budget: US$\u00a015\u00a0600 (assumed)')
  })

  test('prints what people wrote as they wrote it', () => {
    expect(plain(files['word/document.xml']!)).toContain(hostile.replace('\u{202e}', ''))
  })

  test('uses the styles that people know', () => {
    for (const style of [
      'Title',
      'Subtitle',
      'Heading1',
      'Heading2',
      'Heading3',
      'Quote',
      'Caption',
      'ListBullet',
      'ListNumber',
      'TOC1',
      'Hairlines',
    ])
      expect(files['word/styles.xml'], style).toContain(`w:styleId="${style}"`)
  })
})

test('Arabic runs to the left: paragraphs, words and tables', async () => {
  const document = parts(await toDocx(arabic))
  const xml = document['word/document.xml']!
  expect(xml).toContain('<w:bidiVisual/>')
  const title = /<w:p>(?:(?!<\/w:p>).)*مجتمع يتعلم/u.exec(xml)![0]
  expect(title).toContain('<w:bidi/>')
  expect(title).toContain('<w:rtl/>')
  expect(document['word/styles.xml']).toMatch(/w:bidi="ar-/u)
})

test('French carries its language and its words', async () => {
  const document = parts(await toDocx(french))
  expect(document['word/styles.xml']).toContain('w:val="fr-FR"')
  expect(plain(document['word/document.xml']!)).toContain('Sommaire')
})

test('characters that Word refuses are left out', async () => {
  const bytes = await toDocx({ ...english, title: 'A\u0000B\u000bC\ud800D\uffff', sections: [] })
  expect(parts(bytes)['docProps/core.xml']).toContain('<dc:title>ABCD</dc:title>')
})

test('a long design numbers the pages of all its parts', async () => {
  const xml = parts(await toDocx(long()))['word/document.xml']!
  const contents = /<w:sdt>.*?<\/w:sdt>/u.exec(xml)![0]
  const pages = [...contents.matchAll(/<w:t[^>]*>(\d+)<\/w:t>/gu)].map(([, page]) => Number(page))
  expect(pages.length).toBeGreaterThan(20)
  expect(pages).toEqual([...pages].sort((a, b) => a - b))
})
