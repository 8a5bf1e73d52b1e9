import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyAnswers, contextOf } from '#tests/support/contexts.ts'
import { readContext } from '../context/read.ts'
import type { Json } from '../types.ts'
import { decide } from './decide.ts'
import { optionsOf, pathSpec, scales } from './paths.ts'

const runs = { numRuns: 150 }
const forAny = (check: (answers: Record<string, Json>, decided: ReturnType<typeof decide>) => void) =>
  fc.assert(
    fc.property(anyAnswers, (answers) => void check(answers, decide(contextOf(answers)))),
    runs,
  )

const atLeast = (scale: string, value: Json | undefined, least: string) =>
  scales[scale]!.indexOf(String(value)) >= scales[scale]!.indexOf(least)

test('any answers without contradiction are a context that can be read', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => void readContext(contextOf(answers))),
    runs,
  )
})

test('sensitivity is never below what safety asks, and never for a hub that does not exist', () => {
  forAny((answers, decided) => {
    const value = decided.value('content.default-sensitivity')
    const afraid =
      (answers['existing.limitations'] as string[] | undefined)?.includes('not-safe') ||
      answers['scope.security'] === 'high-risk'
    expect(atLeast('sensitivity', value, afraid ? 'hub' : 'members')).toBe(true)
    if (value === 'hub') expect(decided.list('membership.circles')).toContain('mel-hub')
  })
})

test('where content can harm people nothing is recorded, nobody registers unasked and no consumer chat is used', () => {
  forAny((answers, decided) => {
    if (answers['scope.security'] !== 'high-risk') return
    expect([
      decided.value('recording.default'),
      decided.value('membership.open-registration'),
      decided.value('membership.policy'),
    ]).toEqual(['off', 'closed', 'invitation'])
    expect(decided.value('channels.quick')).not.toBe('whatsapp-or-telegram-community')
    expect(decided.list('channels.list')).not.toContain('consumer-chat')
    expect(decided.value('channels.chat')).not.toBe('slack')
  })
})

test('there is never a hub below 41 members, and its meetings only where there is one', () => {
  forAny((answers, decided) => {
    const built = decided.list('membership.circles').includes('mel-hub')
    if (Number(answers['scope.members']) <= 40) expect(decided.value('membership.hub')).toBe('no')
    if (!built) expect(decided.list('cadence.events')).not.toContain('cop-meeting-with-panel')
  })
})

test('live hours never exceed what members promised', () => {
  forAny((_, decided) =>
    expect(decided.value<number>('cadence.live-hours-per-member-month')).toBeLessThanOrEqual(
      decided.answer<number>('structure.hours-per-month'),
    ),
  )
})

test('there are at most six channels, no more at launch than are allowed, and each stands once', () => {
  forAny((_, decided) => {
    const [planned, atLaunch, later] = [
      decided.list('channels.list'),
      decided.list('channels.at-launch'),
      decided.list('channels.later'),
    ]
    expect(planned.length).toBeLessThanOrEqual(6)
    expect(atLaunch.length).toBeLessThanOrEqual(decided.value<number>('channels.max-at-launch')!)
    expect(atLaunch.length).toBeGreaterThan(0)
    expect(atLaunch.filter((channel) => later.includes(channel))).toEqual([])
  })
})

test('regular formats and live events stay inside their limits, and terms inside the horizon', () => {
  forAny((answers, decided) => {
    const regular = [
      'monthly-learning-session',
      'peer-clinic',
      'quarterly-showcase',
      'cop-meeting-with-panel',
      'webinar',
      'workshop',
      'case-clinic',
    ]
    expect(decided.list('cadence.events').filter((id) => regular.includes(id)).length).toBeLessThanOrEqual(
      decided.value<number>('cadence.formats-max')!,
    )
    const horizon = decided.answer<number>('budget.horizon-months')
    if (horizon < 12) expect(decided.value<number>('governance.term-months')).toBeLessThanOrEqual(horizon)
    if (answers['structure.sponsor'] === 'none')
      expect(['none', 'half-day-on-site', 'online-half-day', 'online-4x150']).toContain(
        decided.value('cadence.annual-retreat'),
      )
  })
})

test('the rules never leave a contradiction behind', () => {
  forAny((_, decided) =>
    expect(decided.warnings.filter(({ severity }) => severity === 'error').map(({ id }) => id)).toEqual([]),
  )
})

test('every decision is a known value with at least one reason', () => {
  forAny((_, decided) => {
    for (const { id, value, because } of [...decided.decisions, ...decided.requirements]) {
      const options = optionsOf(pathSpec(id)!)
      if (options) expect([value].flat().filter((one) => !options.includes(one as Json))).toEqual([])
      if (!Array.isArray(value) || value.length > 0) expect([id, because.length > 0]).toEqual([id, true])
    }
  })
})

test('the same answers in another order, or decided twice, give the same design', () => {
  forAny((answers, decided) => {
    const backwards = Object.fromEntries(Object.entries(answers).toReversed())
    const again = decide(contextOf(backwards))
    expect([again.decisions, again.requirements, again.warnings]).toEqual([
      decided.decisions,
      decided.requirements,
      decided.warnings,
    ])
  })
})
