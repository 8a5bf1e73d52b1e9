import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { words, type Locale } from '#i18n/index.ts'
import { anyAnswers, contextOf } from '#tests/support/contexts.ts'
import { compose } from './compose.ts'
import { readContext } from './context/index.ts'
import { designDocument } from './document/index.ts'
import { answerSpec, pathSpec } from './rules/index.ts'
import { partIds, type Design } from './types.ts'

const folder = new URL('../../../examples/', import.meta.url)
const examples = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const today = '2026-11-21'

async function composed(name: string, locale: Locale = 'en'): Promise<Design> {
  const { context, overrides } = readContext(readFileSync(new URL(name, folder), 'utf8'), { filename: name })
  return compose(context, { locale, overrides, today })
}

describe.each(examples)('the example %s', (name) => {
  test('has seven full parts, in English and in French', async () => {
    for (const locale of ['en', 'fr'] as const) {
      const design = await composed(name, locale)
      const { knowledge, engagement, platform, evaluation, sustainability } = design.parts
      expect(Object.keys(design.parts).sort()).toEqual([...partIds].sort())
      expect(knowledge.types.length).toBeGreaterThanOrEqual(4)
      expect(knowledge.types.every((type) => type.fields.length > 20 && type.checklist.length > 0)).toBe(true)
      expect(knowledge.mechanisms.map((one) => one.id)).toEqual(
        expect.arrayContaining(['discussion', 'library', 'directory', 'lessons', 'bulletin']),
      )
      expect(engagement.activation.length).toBeGreaterThanOrEqual(12)
      expect(engagement.ladder.rungs.length).toBeGreaterThanOrEqual(4)
      expect(platform.channels.some((channel) => channel.opens === 'launch')).toBe(true)
      expect(new Set(evaluation.indicators.map((one) => one.level)).size).toBe(7)
      expect(sustainability.evolve.options.map((one) => one.id)).toEqual(
        expect.arrayContaining(['continue', 'pivot', 'hibernate', 'close']),
      )
      expect(sustainability.integration.length).toBeGreaterThanOrEqual(2)
      expect(design.checklist.length).toBeGreaterThanOrEqual(20)
      expect(design.alignment.length).toBeGreaterThanOrEqual(20)
    }
  })

  test('has dates that exist, in order, and steps that fall on working days of the host', async () => {
    const design = await composed(name)
    const { engagement, evaluation, sustainability, calendar } = design.parts
    const dates = [
      ...engagement.activation.map((step) => step.date),
      ...evaluation.reports.flatMap((report) => report.dates),
      ...evaluation.surveys.flatMap((survey) => survey.dates),
      ...evaluation.healthChecks.map((check) => check.date),
      ...sustainability.succession.terms.flatMap((term) => [term.ends, term.alert]),
    ]
    for (const date of dates) expect(Temporal.PlainDate.from(date, { overflow: 'reject' }).toString()).toBe(date)
    const days = engagement.activation.map((step) => step.day)
    expect(days).toEqual(days.toSorted((a, b) => a - b))
    expect(days[0]).toBeLessThanOrEqual(-55)
    const quiet = (date: string) => calendar.quiet.some((period) => period.from <= date && date <= period.to)
    for (const report of evaluation.reports)
      for (const date of report.dates) expect(quiet(date), `${report.id} ${date}`).toBe(false)
  })

  test('becomes a document whose every decision has a number, and most a reason', async () => {
    const design = await composed(name)
    const { sections } = designDocument(design, { date: today, words: words('en') })
    expect(sections.slice(0, 8).map((section) => section.number ?? '')).toEqual(['', '1', '2', '3', '4', '5', '6', '7'])
    const decisions = sections.flatMap((section) => section.blocks.filter((block) => block.kind === 'decision'))
    expect(decisions.length).toBeGreaterThan(40)
    expect(decisions.filter((decision) => decision.why.length > 0).length / decisions.length).toBeGreaterThan(0.8)
    expect(new Set(decisions.map((decision) => decision.number)).size).toBe(decisions.length)
    expect(JSON.stringify(sections)).not.toMatch(/undefined|NaN|\[object/)
  })

  test('tells every decision of parts 3 to 7 somewhere', async () => {
    const design = await composed(name)
    const text = JSON.stringify(designDocument(design, { date: today, words: words('en') }).sections)
    for (const decision of design.decisions)
      if (['knowledge', 'engagement', 'platform', 'evaluation', 'sustainability'].includes(decision.part))
        for (const reason of decision.because.filter((one) => one.rule !== 'base'))
          expect(text, decision.id).toContain(JSON.stringify(reason.rule))
  })
})

test('any answers at all compose, in both languages, and make a document', async () => {
  await fc.assert(
    fc.asyncProperty(anyAnswers, fc.constantFrom<Locale>('en', 'fr'), async (answers, locale) => {
      const design = await compose(contextOf(answers), { locale })
      expect(design.parts.evaluation.surveyLoad.minutes).toBeLessThanOrEqual(25)
      const document = designDocument(design, { date: today, words: words(locale) })
      expect(JSON.stringify(document)).not.toMatch(/undefined|NaN|\[object/)
    }),
    { numRuns: 60 },
  )
})

test('the same context gives the same design', async () => {
  const context = contextOf({ 'scope.members': 140, 'budget.annual-usd': 9000 })
  expect(await compose(context)).toEqual(await compose(context))
})

test('two contexts give two designs, and what differs is explained by other rules', async () => {
  const [small, large] = await Promise.all([composed('01-one-building.yaml'), composed('03-global-low-bandwidth.yaml')])
  const codes = (design: Design) => design.parts.evaluation.indicators.map((one) => one.code)
  expect(codes(small)).not.toEqual(codes(large))
  expect(small.parts.knowledge.quality.variant).toBe('light')
  expect(large.parts.knowledge.quality.variant).toBe('full')
  expect(small.parts.platform.tools.map((tool) => tool.what)).not.toEqual(
    large.parts.platform.tools.map((tool) => tool.what),
  )
  expect(small.parts.engagement.activation.map((step) => step.id)).not.toEqual(
    large.parts.engagement.activation.map((step) => step.id),
  )
  expect(small.parts.sustainability.budget.lines.map((line) => line.key)).not.toEqual(
    large.parts.sustainability.budget.lines.map((line) => line.key),
  )
  const values = new Map(small.decisions.map((decision) => [decision.id, decision]))
  for (const decision of large.decisions) {
    const other = values.get(decision.id)
    // Hours are worked out from the rhythms, which have reasons of their own.
    if (
      !other ||
      decision.id === 'cadence.live-hours-per-member-month' ||
      JSON.stringify(other.value) === JSON.stringify(decision.value)
    )
      continue
    const rules = (one: typeof decision) =>
      one.because.map((reason) => `${reason.rule} ${JSON.stringify(reason.answers)}`).join()
    expect(rules(decision), decision.id).not.toBe(rules(other))
  }
})

test('a context without a first day begins after the time that a launch takes, and says that it was assumed', async () => {
  const design = await compose(contextOf(), { today: '2027-03-01' })
  expect(design.parts.calendar.from > '2027-04-29').toBe(true)
  expect(design.assumptions.map((one) => one.answer)).toContain('community.start')
  expect(design.warnings.map((warning) => warning.id)).not.toContain('lint-preparation')
})

test('a design in French holds no English sentence of ours', async () => {
  const [english, french] = await Promise.all([
    composed('05-ministry-provinces.yaml', 'en'),
    composed('05-ministry-provinces.yaml', 'fr'),
  ])
  const sentences = (design: Design) =>
    new Set(
      texts([
        design.parts.knowledge,
        design.parts.engagement,
        design.parts.platform,
        design.parts.evaluation,
        design.parts.sustainability,
        design.open,
        design.alignment,
      ]).filter((text) => text.includes(' ') && !text.includes('-') && text.length > 25),
    )
  const own = JSON.stringify(english.context)
  const sources = new Set(english.decisions.flatMap((decision) => decision.because.map((reason) => reason.source)))
  const shared = [...sentences(french)].filter(
    (text) => sentences(english).has(text) && !own.includes(text) && !sources.has(text),
  )
  expect(shared).toEqual([])
})

test('every path and every answer that the parts read exists', () => {
  const root = new URL('.', import.meta.url)
  const files = ['parts', 'whole', 'document'].flatMap((room) =>
    readdirSync(new URL(`${room}/`, root), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => new URL(`${room}/${name}`, root)),
  )
  const groups =
    'design|governance|membership|structure|onboarding|cadence|facilitation|recording|content|library|directory|digest|engagement|launch|channels|moderation|platform|mne|targets|budget|sustainability|scope|existing|gaps|platforms'
  const named = new RegExp(`'((?:${groups})\\.[a-z0-9-]+)'`, 'g')
  const unknown = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(named)]
      .map(([, path]) => path ?? '')
      .filter((path) => !pathSpec(path) && !answerSpec(path) && !printed.includes(path))
      .map((path) => `${file.pathname.split('/design/')[1]}: ${path}`),
  )
  expect(unknown).toEqual([])
})

/** Assumptions that the composers make themselves, and what is printed and never read. */
const printed = ['budget.hourly-value', 'budget.currency', 'gaps.list']

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}
