import { describe, expect, test } from 'vitest'
import { readContext, sayIssue } from './read.ts'
import { least, problems, codes, withAnswers, read } from '#tests/support/readings.ts'

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
