import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'

const checkout = join(import.meta.dirname, '../..')
const example = (name: string) => join(checkout, 'examples', `${name}.yaml`)
const network = example('02-national-network')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copse test '))
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

test('one context becomes four files, each whole', async () => {
  const { code, out, err } = design(
    network,
    '-o',
    'a.docx',
    '-o',
    'a.pdf',
    '-o',
    'a.md',
    '-o',
    'a.json',
    '--date',
    '2026-11-21',
  )
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(
    /Wrote a\.docx \(\d+ kB\)\.\n.*a\.pdf.*\n.*a\.md.*\n.*a\.json.*\nLearning by Measure: \d+ decisions/,
  )
  expect(readdirSync(folder)).toEqual(['a.docx', 'a.json', 'a.md', 'a.pdf'])

  const parts = [
    '1 Design and governance',
    '2 Meetings and events',
    '3 Sharing knowledge',
    '4 Engagement',
    '5 Platform',
    '6 Learning about ourselves',
    '7 Keeping it alive',
  ]
  const word = (await mammoth.convertToHtml({ path: join(folder, 'a.docx') })).value
  const titles = [...word.matchAll(/<h1>(.*?)<\/h1>/gu)].map(([, title]) =>
    title!.replace(/<[^>]+>/gu, '').replace('\u2002', ' '),
  )
  expect(titles).toEqual(expect.arrayContaining(parts))

  const pdf = await getDocumentProxy(new Uint8Array(readFileSync(join(folder, 'a.pdf'))))
  const outline = await pdf.getOutline()
  expect(outline.map(({ title }) => title.replace('\u2002', ' '))).toEqual(expect.arrayContaining(parts))
  const { text, totalPages } = await extractText(pdf, { mergePages: true })
  expect(text).toContain(`Page ${totalPages} of ${totalPages}`)
  expect(text).toContain('21 November 2026')

  const markdown = read('a.md').split('\n')
  expect(parts.filter((part) => !markdown.includes(`## ${part}`))).toEqual([])

  const json = JSON.parse(read('a.json'))
  expect(Object.keys(json)).toEqual(
    expect.arrayContaining(['version', 'context', 'parts', 'decisions', 'warnings', 'assumptions']),
  )
  expect(Object.keys(json.parts)).toEqual([
    'governance',
    'calendar',
    'knowledge',
    'engagement',
    'platform',
    'evaluation',
    'sustainability',
  ])
})

test('JSON in again gives the same design, on another day too', () => {
  // A context without a start begins some sixty days after the day it is composed.
  writeFileSync(join(folder, 'c.yaml'), readFileSync(network, 'utf8').replace(/^ {2}start: .*\n/mu, ''))
  expect(design('c.yaml', '-o', 'one.json', '--date', '2026-11-21').code).toBe(0)
  expect(design('one.json', '-o', 'two.json', '-o', 'two.md', '--date', '2027-05-05')).toMatchObject({
    code: 0,
    err: '',
  })
  expect(read('two.json')).toBe(read('one.json'))
})

test('a design whose answers were changed in its JSON is composed again, and that is said', () => {
  design(network, '-o', 'one.json', '--date', '2026-11-21')
  const changed = JSON.parse(read('one.json'))
  changed.context.scope.members = 300
  writeFileSync(join(folder, 'one.json'), JSON.stringify(changed))
  expect(design('one.json', '-o', 'two.json', '--date', '2026-11-21')).toMatchObject({
    code: 0,
    err: expect.stringMatching(/composed again/),
  })
  expect(JSON.parse(read('two.json')).decisions).not.toEqual(changed.decisions)
})

test('a design that somebody cut into is refused', () => {
  design(network, '-o', 'one.json', '--date', '2026-11-21')
  const cut = JSON.parse(read('one.json'))
  delete cut.parts.calendar.formats
  writeFileSync(join(folder, 'one.json'), JSON.stringify(cut))
  const { code, err } = design('one.json', '-o', 'two.pdf', '--date', '2026-11-21')
  expect([code, err]).toEqual([2, expect.stringMatching(/its parts cannot be read/)])
  expect(readdirSync(folder)).toEqual(['one.json'])
})

test('a context in French gives a document in French; --locale asks for another language', () => {
  expect(design(example('05-ministry-provinces'), '-o', 'a.md', '--date', '2026-11-21').code).toBe(0)
  expect(read('a.md')).toMatch(/## 1 .*\n[^]*\*Pourquoi\s?\?\*/u)
  expect(design(network, '-o', 'b.md', '--locale', 'fr', '--date', '2026-11-21')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/b\.md écrit/),
  })
  expect(read('b.md')).toMatch(/\*Pourquoi\s?\?\*/u)
})

describe('nothing is written', () => {
  test('when answers are wrong: all of them are named at once, with place and line', () => {
    writeFileSync(
      join(folder, 'c.yaml'),
      'community:\n  name: ""\n  countries: [ZA, QQ]\nscope:\n  members: 0\n  color: blue\n  membership: secret\nbudget:\n  currency: XYZ\n',
    )
    const { code, err } = design('c.yaml', '-o', 'a.docx', '-o', 'a.pdf')
    expect(code).toBe(2)
    for (const place of [
      'community.name',
      'community.countries.1',
      'scope.members',
      'scope.color',
      'scope.membership',
      'budget.currency',
    ])
      expect(err).toContain(place)
    expect(err.split('\n')[0]).toMatch(/^c\.yaml: [6-9] things are wrong\. Nothing was written\.$/)
    expect(err).toMatch(/line 5/)
    expect(err).not.toMatch(/^\s+at /mu)
    expect(readdirSync(folder)).toEqual(['c.yaml'])
  })

  test('when one of the places cannot be written to', () => {
    mkdirSync(join(folder, 'there.md'))
    for (const place of ['none/a.md', 'there.md']) {
      const { code, err } = design(network, '-o', 'a.json', '-o', place)
      expect([place, code, err.split('\n').length]).toEqual([place, 2, 2])
      expect(err).toContain(place)
    }
    expect(readdirSync(folder)).toEqual(['there.md'])
  })

  test('when what is there already could only be replaced in part', () => {
    writeFileSync(join(folder, 'a.md'), 'from before')
    expect(design(network, '-o', 'a.md', '-o', 'none/a.json').code).toBe(2)
    expect(read('a.md')).toBe('from before')
    expect(readdirSync(folder)).toEqual(['a.md'])
  })

  test.each<[string, string[], RegExp]>([
    ['no context', ['-o', 'a.pdf'], /Say which context to read/],
    ['two contexts', [network, network, '-o', 'a.pdf'], /One context at a time/],
    ['no output', [network], /Say what to write with -o/],
    ['an unknown ending', [network, '-o', 'a.pdf', '-o', 'a.odt'], /a\.odt: cannot write.*\.docx, \.pdf, \.md, \.json/],
    ['no ending', [network, '-o', 'pdf'], /pdf: cannot write/],
    ['the same file twice', [network, '-o', 'a.pdf', '-o', './a.pdf'], /named twice/],
    ['a missing file', ['none.yaml', '-o', 'a.pdf'], /none\.yaml: there is no such file/],
    ['a folder', [checkout, '-o', 'a.pdf'], /is a folder/],
    ['an unknown language', [network, '-o', 'a.pdf', '--locale', 'tlh'], /“tlh”.*en, fr/],
    ['a day that is none', [network, '-o', 'a.pdf', '--date', '2026-02-30'], /“2026-02-30” is not a day/],
    ['an unknown option', [network, '-o', 'a.pdf', '--colour'], /--colour/],
  ])('with %s', (_, args, said) => {
    const { code, err } = design(...args)
    expect([code, err]).toEqual([2, expect.stringMatching(said)])
    expect(err).not.toMatch(/^\s+at /mu)
    expect(readdirSync(folder)).toEqual([])
  })

  test.each<[string, string | Buffer, RegExp]>([
    ['fifty megabytes', Buffer.alloc(50_000_000, 'a: b\n'), /is 50 MB\. A context has at most 1 MB/],
    ['text that is no YAML', 'community: [1, 2\nscope: }{', /c\.yaml: one thing is wrong/],
    ['nothing', '', /c\.yaml/],
    ['bytes', Buffer.from([0, 255, 254, 3, 137, 80]), /c\.yaml/],
    [
      'aliases that explode',
      `a: &a [${'x,'.repeat(9)}x]\n${'bcdefghi'
        .split('')
        .map((k, i) => `${k}: &${k} [${`*${'abcdefgh'[i]},`.repeat(9)}*${'abcdefgh'[i]}]`)
        .join('\n')}\n`,
      /c\.yaml/,
    ],
  ])('from a file of %s', (_, content, said) => {
    writeFileSync(join(folder, 'c.yaml'), content)
    const { code, err } = design('c.yaml', '-o', 'a.docx')
    expect([code, err]).toEqual([2, expect.stringMatching(said)])
    expect(err).not.toMatch(/^\s+at /mu)
    expect(readdirSync(folder)).toEqual(['c.yaml'])
  })
})

test('--help says how, in the language asked for', () => {
  expect(design('--help')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/\.\/copse design CONTEXT\.yaml -o OUT\.docx/),
  })
  expect(design('--help', '--locale', 'fr').out).toContain('CONTEXTE.yaml')
})

const read = (file: string): string => readFileSync(join(folder, file), 'utf8')

/** Runs the command as a process in the folder of the test. */
function design(...args: string[]): { code: number | null; out: string; err: string } {
  const { PATH, HOME } = process.env
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(checkout, 'src/cli/index.ts'), 'design', ...args],
    {
      cwd: folder,
      env: { PATH, HOME } as NodeJS.ProcessEnv,
      encoding: 'utf8',
    },
  )
  return { code: status, out: stdout, err: stderr }
}
