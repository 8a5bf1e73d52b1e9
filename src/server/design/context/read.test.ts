import { describe, expect, test } from 'vitest'
import { readContext, sayIssue } from './read.ts'
import { least, problems, codes } from '#tests/support/readings.ts'

describe('a context', () => {
  test('needs a name and a number of members, and nothing else', () => {
    const { context, notes } = readContext(least)
    expect(context).toEqual({
      community: { name: 'Test' },
      scope: { members: 50 },
      structure: {},
      existing: {},
      gaps: {},
      platforms: {},
      budget: {},
    })
    expect(notes).toEqual([])
    expect(codes('community: {}\nscope: {}')).toEqual([
      'community.name context.required',
      'scope.members context.required',
    ])
  })

  test('is the same in YAML, in JSON and as data', () => {
    const data = { community: { name: 'Test' }, scope: { members: 50 } }
    expect(readContext(JSON.stringify(data))).toEqual(readContext(least))
    expect(readContext(JSON.stringify(data), { filename: 'a.json' })).toEqual(readContext(least))
    expect(readContext(data)).toEqual(readContext(least))
  })

  test("is taken from a design's own JSON, with what a person changed and its language", () => {
    const overrides = { 'membership.hub': { value: 'no', reason: 'one room for all' } }
    const design = {
      version: 1,
      locale: 'fr',
      context: { community: { name: 'Test' }, scope: { members: 50 } },
      overrides,
      parts: {},
      decisions: [],
      warnings: [],
    }
    expect(readContext(design)).toMatchObject({ context: { scope: { members: 50 } }, overrides, locale: 'fr' })
  })

  test('may be named in Arabic, in Amharic or with emoji', () => {
    for (const name of ['مجتمع التقييم', 'የግምገማ ወዳጆች', '🌍🔍 MEAL']) {
      expect(readContext({ community: { name }, scope: { members: 5 } }).context.community.name).toBe(name)
    }
  })

  test('loses characters that no document can hold', () => {
    expect(readContext({ community: { name: 'A\u0000B\ud800' }, scope: { members: 5 } }).context.community.name).toBe(
      'AB\ufffd',
    )
  })

  test('is not changed by being read', () => {
    const data = { community: { name: 'Test', countries: [false] }, scope: { members: '50' } }
    const before = structuredClone(data)
    readContext(data)
    expect(data).toEqual(before)
  })
})

describe('everything that is wrong is told at once', () => {
  const many = `community:
  name: Test
  zone: UTC+2
scope:
  members: 0
  membership: anybody
  low-bandwith-share: 0.2
structure:
  sponsor: actve
colour: red
`

  test('with where it is, what was found and what is allowed', () => {
    const [zone, members, membership, key, sponsor, colour] = problems(many).map((issue) => sayIssue('en', issue))
    expect(zone).toBe('community.zone, line 3: “UTC+2” is not a time zone. Write its name, such as Africa/Nairobi.')
    expect(members).toBe('scope.members, line 5: This is 0; allowed is 2 to 1,000,000.')
    expect(membership).toContain('Allowed: single-organisation, multi-organisation-closed')
    expect(key).toContain(
      'scope.low-bandwith-share, line 7: “low-bandwith-share” is not known here. Did you mean “low-bandwidth-share”?',
    )
    expect(sponsor).toContain('Did you mean “active”?')
    expect(colour).toContain('colour, line 10')
  })

  test('in French, too', () => {
    expect(sayIssue('fr', problems(many)[1]!)).toBe(
      'scope.members, ligne 5\u00a0: Ceci est 0\u00a0; il faut de 2 à 1\u202f000\u202f000.',
    )
  })
})

describe('a file that is not a context', () => {
  test.each<[string, string, string]>([
    ['not YAML', 'a: [1\nb: 2', 'context.not-yaml'],
    ['a key twice', 'community: {name: a}\ncommunity: {name: b}', 'context.not-yaml'],
    ['broken JSON', '{"community": {', 'context.not-json'],
    ['empty', '', 'context.no-answers'],
    ['only comments', '# nothing\n', 'context.no-answers'],
    ['a list', '- a\n- b', 'context.not-answers'],
    ['a sentence', 'hello', 'context.not-answers'],
    ['several documents', 'a: 1\n---\nb: 2', 'context.several-documents'],
    ['nested without end', '['.repeat(20_000), 'context.too-deep'],
    ['nested for as long as a file may be', '['.repeat(1_000_000), 'context.too-much'],
    [
      'of as many answers as fit into a file',
      Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n'),
      'context.too-much',
    ],
  ])('%s is told as such', (_, text, code) => {
    expect(problems(text).map((issue) => issue.code)).toEqual([code])
  })

  test('of 50 MB is refused by its size', () => {
    const [issue] = problems('x'.repeat(50 * 1024 * 1024))
    expect(issue).toMatchObject({ code: 'context.too-large', params: { found: 50, most: 1 } })
  })

  test('whose aliases explode is refused', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...[...'bcdefgh'].map((to, i) => `${to}: &${to} [${Array(9).fill(`*${'abcdefg'[i]}`).join(', ')}]`),
    ]
    expect(problems(bomb.join('\n')).map(({ code }) => code)).toEqual(['context.aliases'])
  })

  test('names the line of a fault', () => {
    expect(problems('a: 1\nb: "x\n')[0]!.params!.line).toBeGreaterThan(1)
  })
})
