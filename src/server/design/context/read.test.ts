import { describe, expect, test } from 'vitest'
import { Invalid, type Issue } from '../../errors.ts'
import { readContext, sayIssue } from './read.ts'

const least = 'community: { name: Test }\nscope: { members: 50 }\n'

function problems(source: string | object, options?: Parameters<typeof readContext>[1]): Issue[] {
  try {
    readContext(source, options)
  } catch (problem) {
    if (problem instanceof Invalid) return problem.issues
    throw problem
  }
  return []
}
const codes = (source: string | object) => problems(source).map(({ path, code }) => `${path.join('.')} ${code}`)
const withAnswers = (yaml: string) => codes(`${least}${yaml}`)
const read = (yaml: string) => readContext(`${least}${yaml}`)

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
    ['nested without end', '['.repeat(200_000), 'context.too-deep'],
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

describe('traps of the format', () => {
  test('yes and no are booleans where a boolean is asked, and words where words are', () => {
    const { context } = read('structure: { manager-support: yes, competing: no, hierarchy-strong: oui }')
    expect(context.structure).toEqual({ 'manager-support': 'yes', competing: false, 'hierarchy-strong': true })
  })

  test("a boolean for managers' support, as YAML 1.1 makes of yes, is understood and said", () => {
    const { context, notes } = readContext({
      community: { name: 'T' },
      scope: { members: 9 },
      structure: { 'manager-support': false },
    })
    expect(context.structure['manager-support']).toBe('no')
    expect(notes.map((note) => sayIssue('en', note))).toEqual(['structure.manager-support: “false” is taken as no.'])
  })

  test('Norway is not false', () => {
    const { context } = readContext(
      '%YAML 1.1\n---\ncommunity: { name: T, countries: [NO, SE] }\nscope: { members: 9 }',
    )
    expect(context.community.countries).toEqual(['NO', 'SE'])
  })

  test('quoted numbers, per cent and decimal commas are understood', () => {
    const { context } = read(
      `structure: { solo-share: 45 %, turnover: "0,2", coordinator-fte: "0.3" }\nbudget: { annual-usd: "12 000" }`,
    )
    expect(context.structure).toEqual({ 'solo-share': 0.45, turnover: 0.2, 'coordinator-fte': 0.3 })
    expect(context.budget['annual-usd']).toBe(12000)
  })

  test('a number that can be read in two ways is not guessed', () => {
    expect(withAnswers('budget: { annual-usd: "1,200" }')).toEqual(['budget.annual-usd context.not-number'])
  })

  test('25 where a share is asked is told with 0.25', () => {
    expect(sayIssue('en', problems(`${least}structure: { turnover: 25 }`)[0]!)).toBe(
      'structure.turnover, line 3: This is 25; a share from 0 to 1 is needed. For 25 per cent write 0.25.',
    )
  })

  test('options with capitals and spaces, names of countries and languages, and one entry for a list are understood and said', () => {
    const { context, notes } = readContext(
      'community: { name: T, countries: ["South Africa", ke, Côte d’Ivoire] }\nscope: { members: 50, membership: Professional network, languages: français }\nexisting: { mechanisms: email list }',
    )
    expect(context.community.countries).toEqual(['ZA', 'KE', 'CI'])
    expect(context.scope).toMatchObject({ membership: 'professional-network', languages: ['fr'] })
    expect(context.existing.mechanisms).toEqual(['email-list'])
    expect(notes).toHaveLength(4)
  })

  test('dates may be unquoted, short or a date already; dates that do not exist are refused', () => {
    const dated = (start: unknown) =>
      readContext({ community: { name: 'T', start }, scope: { members: 9 } }).context.community.start
    expect([dated('2027-2-1'), dated(new Date('2027-02-01')), dated('2027-02-01')]).toEqual([
      '2027-02-01',
      '2027-02-01',
      '2027-02-01',
    ])
    expect(codes({ community: { name: 'T', start: '2027-02-30' }, scope: { members: 9 } })).toEqual([
      'community.start context.not-date',
    ])
    expect(codes({ community: { name: 'T', start: '01/02/2027' }, scope: { members: 9 } })).toEqual([
      'community.start context.not-date',
    ])
  })

  test('an empty answer and “don’t know” are assumptions, not mistakes', () => {
    const { context, notes } = read('structure:\n  turnover:\n  sponsor: don’t know\n')
    expect(context.structure).toEqual({})
    expect(notes.map(({ code }) => code)).toEqual(['context.dont-know'])
  })

  test("a key that is no key of anybody's prototype is unknown like any other", () => {
    expect(
      codes(JSON.parse('{"community":{"name":"T"},"scope":{"members":9},"__proto__":{"a":1},"constructor":1}')),
    ).toEqual(['__proto__ context.unknown-key', 'constructor context.unknown-key'])
  })
})

describe('what cannot be', () => {
  test.each<[string, string, string]>([
    ['a worked-out answer', 'budget: { per-member: 12 }', 'budget.per-member context.derived'],
    ['an unknown currency', 'budget: { annual: 100, currency: XYZ }', 'budget.currency context.unknown-currency'],
    ['a sum without currency', 'budget: { annual: 100 }', 'budget.currency context.currency-missing'],
    [
      'one budget told twice',
      'budget: { annual: 1000, currency: ZAR, annual-usd: 90000 }',
      'budget.annual-usd context.budget-twice',
    ],
    [
      'nothing beside something',
      'platforms: { available: [none, teams] }',
      'platforms.available context.none-and-more',
    ],
    [
      'a count beside a list',
      'gaps: { count: 4, list: [{ title: A, type: awareness, priority: high, expertise: outside }] }',
      'gaps.count context.gap-count',
    ],
    [
      'a list beside types',
      'gaps: { types: [soft-skills], list: [{ title: A, type: awareness, priority: high, expertise: outside }] }',
      'gaps.types context.gap-types',
    ],
    ['negative money', 'budget: { annual-usd: -1 }', 'budget.annual-usd context.out-of-range'],
    ['text where a group belongs', 'structure: none', 'structure context.not-group'],
    [
      'a gap without a title',
      'gaps: { list: [{ type: awareness, priority: high, expertise: outside }] }',
      'gaps.list.0.title context.required',
    ],
    [
      'an override of nothing',
      'overrides: { membership.hubb: { value: no, reason: because } }',
      'overrides.membership.hubb context.unknown-path',
    ],
    [
      'an override without a reason',
      'overrides: { membership.hub: { value: "no" } }',
      'overrides.membership.hub.reason context.required',
    ],
    [
      'an override by a value that cannot stand there',
      'overrides: { membership.hub: { value: perhaps, reason: because } }',
      'overrides.membership.hub.value context.wrong-value',
    ],
  ])('%s is refused', (_, yaml, expected) => {
    expect(withAnswers(yaml)).toEqual([expected])
  })

  test.each<[string, object, string]>([
    [
      'members above those who could be',
      { scope: { members: 50, 'target-population': 20 } },
      'scope.target-population context.population-below-members',
    ],
    [
      'a hub in a community of nine',
      { scope: { members: 9 }, structure: { hub: 'wanted' } },
      'structure.hub context.hub-too-small',
    ],
    [
      'fewer countries than are listed',
      { community: { name: 'T', countries: ['KE', 'UG'] }, scope: { members: 9, countries: 1 } },
      'scope.countries context.fewer-countries',
    ],
    [
      'one place over many time zones',
      { scope: { members: 9, 'co-located': true, 'utc-span-hours': 6 } },
      'scope.co-located context.co-located-apart',
    ],
    [
      'good links that most cannot use',
      { scope: { members: 9, bandwidth: 'good', 'low-bandwidth-share': 0.7 } },
      'scope.bandwidth context.bandwidth-share',
    ],
    [
      'consultants of one organisation',
      { scope: { members: 9, membership: 'single-organisation' }, structure: { model: 'individual-consultants' } },
      'structure.model context.model-membership',
    ],
    [
      'an unknown country',
      { community: { name: 'T', countries: ['Atlantis'] }, scope: { members: 9 } },
      'community.countries.0 context.unknown-country',
    ],
    [
      'an unknown language',
      { scope: { members: 9, languages: ['xx-klingon'] } },
      'scope.languages.0 context.unknown-language',
    ],
    [
      'a quiet period that ends before it starts',
      { community: { name: 'T', 'quiet-periods': [{ from: '2027-05-02', to: '2027-05-01' }] }, scope: { members: 9 } },
      'community.quiet-periods.0.to context.end-before-start',
    ],
    [
      'a year in which nothing is held',
      { community: { name: 'T', 'quiet-periods': [{ from: '2027-01-01', to: '2027-12-31' }] }, scope: { members: 9 } },
      'community.quiet-periods.0.to context.quiet-all-year',
    ],
  ])('%s is refused', (_, data, expected) => {
    expect(codes({ community: { name: 'T' }, ...data })).toEqual([expected])
  })
})
