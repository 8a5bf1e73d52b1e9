import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { words, type Locale } from '#i18n/index.ts'
import { calendarSpan, composeCalendar } from '../parts/calendar.ts'
import { agency, anyContext, circle, network } from '../parts/contexts.testing.ts'
import { composeGovernance } from '../parts/governance.ts'
import { holidaysOf } from '#server/foundations/time/index.ts'
import { decide } from '../rules/index.ts'
import type { Context, Design, Override } from '../types.ts'
import type { Block, BlockOf } from './blocks.ts'
import { calendarBlocks } from './calendar.ts'
import { governanceBlocks } from './governance.ts'

async function blocksOf(
  context: Context,
  locale: Locale = 'en',
  overrides: Record<string, Override> = {},
): Promise<{ one: Block[]; two: Block[] }> {
  const decided = decide(context, { locale, overrides })
  const span = calendarSpan(decided, '2026-11-21')
  const calendar = composeCalendar(decided, await holidaysOf(span.countries, span.from, span.to, locale))
  const design = {
    locale,
    context,
    overrides,
    decisions: [...decided.decisions, ...decided.requirements],
    parts: { calendar, governance: composeGovernance(decided) },
  }
  const say = words(locale)
  return {
    one: governanceBlocks(design as unknown as Design, say),
    two: calendarBlocks(design as unknown as Design, say),
  }
}

/** Every text of a block, wherever it stands. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => (key === 'id' ? [] : textsOf(one)))
}

const decisions = (blocks: Block[]) => blocks.filter((block): block is BlockOf<'decision'> => block.kind === 'decision')

describe.each(['en', 'fr'] as const)('in %s', (locale) => {
  test('any design is told whole: no text is missing, none shows its seams', async () => {
    await fc.assert(
      fc.asyncProperty(anyContext, async (context) => {
        const { one, two } = await blocksOf(context, locale)
        for (const text of textsOf([one, two])) expect(text).not.toMatch(/undefined|NaN|\{|\}|\[object|Infinity/)
        for (const block of [...one, ...two])
          if (block.kind === 'table') for (const row of block.rows) expect(row).toHaveLength(block.columns.length)
      }),
      { numRuns: 20, seed: 29 },
    )
  })

  test('every decision is a numbered sentence with a reason', async () => {
    for (const context of [network, circle, agency]) {
      const { one, two } = await blocksOf(context, locale)
      expect(decisions(one).map((block) => block.number)).toEqual(decisions(one).map((_, n) => `1.${n + 1}`))
      expect(decisions(two).map((block) => block.number)).toEqual(decisions(two).map((_, n) => `2.${n + 1}`))
      for (const block of [...decisions(one), ...decisions(two)]) {
        expect(block.title.length).toBeGreaterThan(8)
        expect(block.why, block.title).not.toEqual([])
      }
    }
  })
})

test('the hour is said as a sentence', async () => {
  const { two } = await blocksOf(network)
  expect(decisions(two)[0]?.title).toMatch(/^(Tues|Wednes|Thurs)days at 13:00, always$/)
})

test('a person’s change stands beside the decision it changed', async () => {
  const change = { value: 'one-day-in-person', reason: 'Principals release staff for one day, not for two.' }
  const { two } = await blocksOf(network, 'en', { 'cadence.annual-retreat': change })
  const retreat = decisions(two).find((block) => block.id === 'cadence.annual-retreat')
  expect(retreat?.title).toBe('The retreat is one day, in person')
  expect(retreat?.override?.reason).toBe(change.reason)
})

test('the strip counts every dated event once, and the list of dates holds them all', async () => {
  const decided = decide(network)
  const span = calendarSpan(decided, '2026-11-21')
  const { events } = composeCalendar(decided, await holidaysOf(span.countries, span.from, span.to))
  const { two } = await blocksOf(network)
  const strip = two.find((block): block is BlockOf<'year'> => block.kind === 'year')
  expect(strip?.rows.flatMap((row) => row.counts).reduce((sum, count) => sum + count, 0)).toBe(events.length)
  const months = two.filter(
    (block): block is BlockOf<'table'> => block.kind === 'table' && /\d{4}$/.test(block.caption ?? ''),
  )
  expect(months.flatMap((table) => table.rows)).toHaveLength(events.length)
})

test('an agenda begins when the clock of the organiser says so', async () => {
  const { two } = await blocksOf(network)
  const session = two.find(
    (block): block is BlockOf<'agenda'> => block.kind === 'agenda' && block.caption.startsWith('Learning session'),
  )
  expect(session?.segments[0]?.start).toBe('13:00')
  expect(session?.segments.some((segment) => segment.together)).toBe(true)
})

test('French designs are in French', async () => {
  const { one, two } = await blocksOf(
    { ...network, community: { ...network.community, purpose: 'pour que les élèves lisent mieux' } },
    'fr',
  )
  // Reasons come from the rules and carry their sources as they are.
  const text = textsOf(
    [...one, ...two].map((block) => (block.kind === 'decision' ? [block.title, block.text] : block)),
  ).join(' ')
  expect(text).toMatch(/communauté de pratique|cercle/)
  expect(text).not.toMatch(/\b(the|with|which|members|every|meeting)\b/)
})
