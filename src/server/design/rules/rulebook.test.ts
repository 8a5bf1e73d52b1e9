import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { words } from '#i18n/index.ts'
import french from '#content/fr/design-rules.json' with { type: 'json' }
import { anyAnswers, contextOf } from '#tests/support/contexts.ts'
import { answersOf } from '../context/answers.ts'
import type { Json } from '../types.ts'
import { decide } from './decide.ts'
import { conditionsOf, holds, operators } from './conditions.ts'
import { contentReadme } from './paths-document.ts'
import { allPaths, optionsOf, pathSpec } from './paths.ts'
import { answerSpec, answerSpecs, baseDesign, fits, layers, otherReads, otherReasons, rules } from './rulebook.ts'
import { nameOfPath, say, sentenceOf } from './say.ts'

const actions = rules.flatMap((rule) => rule.actions.map((action) => ({ rule, action })))
const conditions = rules.flatMap((rule) =>
  [rule.when, ...rule.actions.map(({ when }) => when)].flatMap(conditionsOf).map((condition) => ({ rule, condition })),
)

test('content/README.md lists the decision paths as they are', async () => {
  await expect(contentReadme()).toMatchFileSnapshot('../../../../content/README.md')
})

describe('the rule book', () => {
  test('has every rule once, in a known layer', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    expect(rules.filter(({ layer }) => !layers.includes(layer))).toEqual([])
  })

  test('reads only answers and paths that exist, by operators that exist', () => {
    const wrong = conditions.filter(
      ({ condition: { answer, decision, op } }) =>
        !operators[op] || (answer ? !answerSpec(answer) : !pathSpec(decision!)),
    )
    expect(wrong).toEqual([])
  })

  test('compares with values that the answer can have', () => {
    const wrong = conditions.filter(({ condition: { answer, value } }) => {
      const options = answer ? answerSpec(answer)!.options : undefined
      const values = [value].flat().filter((one): one is string => typeof one === 'string')
      return options && values.some((one) => !options.includes(one) && !answerSpec(one))
    })
    expect(wrong.map(({ rule }) => rule.id)).toEqual([])
  })

  test('reads decisions only in the layers that come after them', () => {
    const early = conditions.filter(
      ({ rule, condition }) => condition.decision && rule.layer !== 'settle' && rule.layer !== 'finish',
    )
    expect(early).toEqual([])
  })

  test('writes only to paths that exist, and only what may stand there', () => {
    const wrong = actions.filter(({ action: { op, path, value } }) => {
      if (op === 'warn' || op === 'drop' || op === 'limit') return false
      const spec = pathSpec(path)
      if (!spec) return true
      const options = optionsOf(spec)
      const fromAnswer = value && typeof value === 'object' && !Array.isArray(value)
      return options && !fromAnswer && [value].flat().some((one) => !options.includes(one as Json))
    })
    expect(wrong.map(({ rule, action }) => [rule.id, action.path, action.value])).toEqual([])
  })

  test('asks with `require`, advises with `recommend` and decides with the others', () => {
    const kinds = { require: 'requirement', recommend: 'recommendation' } as Record<string, string>
    const wrong = actions.filter(({ action: { op, path } }) => {
      const kind = pathSpec(path)?.kind
      if (op === 'warn' || op === 'remove' || op === 'drop') return false
      return kinds[op] ? kind !== kinds[op] : kind === 'requirement' || kind === 'recommendation'
    })
    expect(wrong.map(({ rule, action }) => [rule.id, action.path])).toEqual([])
  })

  test('has a base design of known values', () => {
    const wrong = Object.entries(baseDesign).filter(([path, value]) => {
      const options = optionsOf(pathSpec(path)!)
      return options && [value].flat().some((one) => !options.includes(one as Json))
    })
    expect(wrong).toEqual([])
  })

  test('reads every answer somewhere', () => {
    const read = new Set([
      ...conditions.flatMap(({ condition: { answer, op, value } }) => [
        answer,
        op === 'lt-answer' ? String(value) : undefined,
      ]),
      ...Object.values(otherReads).flat(),
      'scope.target-population',
    ])
    expect(answerSpecs.filter(({ id }) => !read.has(id)).map(({ id }) => id)).toEqual([])
  })

  test('reads every option of every answer: each makes a difference somewhere', () => {
    const named = conditions.flatMap(({ condition: { answer, value } }) =>
      [value].flat().map((one) => `${answer} ${String(one)}`),
    )
    const silent = answerSpecs.flatMap(({ id, options = [] }) =>
      options.filter((option) => !named.includes(`${id} ${option}`)).map((option) => `${id} ${option}`),
    )
    expect(silent).toEqual(['structure.hub undecided'])
  })

  test('writes to every path somewhere: none is promised and never kept', () => {
    const made = new Set([
      ...actions.flatMap(({ action }) => [action.path, action.later]),
      ...Object.keys(baseDesign),
      'governance.core-team-size',
      'governance.coordinator-fte-needed',
      'cadence.max-live-hours-per-member-month',
      'cadence.live-hours-per-member-month',
      'structure.ask-hours-per-month',
      'cadence.events',
      'cadence.minutes',
      'channels.at-launch',
      'channels.later',
    ])
    expect(allPaths.filter(({ path }) => !made.has(path)).map(({ path }) => path)).toEqual([])
  })

  test('never lets the order of the file decide: no two rules of one layer and priority set one path to different values', () => {
    const ties = (answers: Record<string, Json>) => {
      const { values } = answersOf(contextOf(answers), 'en')
      const read = { answer: (id: string) => values[id], decision: () => undefined }
      const sets = new Map<string, Set<string>>()
      for (const { rule, action } of actions) {
        if (action.op !== 'set' || pathSpec(action.path)?.strict || ['settle', 'finish'].includes(rule.layer)) continue
        if (!holds(rule.when, read) || !holds(action.when, read)) continue
        const key = `${action.path} ${rule.layer} ${rule.priority}`
        sets.set(key, (sets.get(key) ?? new Set()).add(JSON.stringify(action.value)))
      }
      return [...sets].filter(([, values]) => values.size > 1).map(([key]) => key)
    }
    fc.assert(
      fc.property(anyAnswers, (answers) => void expect(ties(answers)).toEqual([])),
      { numRuns: 500 },
    )
  })

  test('can name a French reason for everything, and French words for every warning', () => {
    const inFrench = french.reasons as Record<string, { rationale: string; warnings?: string[] }>
    const ids = [...rules.map(({ id }) => id), ...Object.keys(otherReasons)]
    expect(ids.filter((id) => !inFrench[id]?.rationale)).toEqual([])
    expect(Object.keys(inFrench).filter((id) => !ids.includes(id))).toEqual([])
    const warnings = rules.filter(
      (rule) => rule.actions.filter(({ op }) => op === 'warn').length !== (inFrench[rule.id]?.warnings?.length ?? 0),
    )
    expect(warnings.map(({ id }) => id)).toEqual([])
  })

  test('steps of the fit only ever lower paths that exist', () => {
    for (const { steps, rationale } of Object.values(fits)) {
      expect(rationale).not.toBe('')
      expect(steps.filter(([path]) => !pathSpec(path))).toEqual([])
    }
  })
})

test('French names every source in French, and shows it so beside the decision', () => {
  const given = [...rules, ...Object.values(otherReasons)].map(({ source }) => source)
  const named = [...new Set(given.filter((source) => source !== undefined && source !== 'practice'))]
  expect(Object.keys(french.sources).toSorted()).toEqual(named.toSorted())
  const shown = decide(contextOf({ 'scope.members': 140 }), { locale: 'fr' })
    .decisions.flatMap(({ because }) => because)
    .flatMap(({ source }) => source ?? [])
  expect(shown).toContain('parts observées par Wenger et al. ; ajustées au milieu des tranches')
  expect(shown.filter((source) => named.includes(source))).toEqual([])
})

describe.each(['en', 'fr'] as const)('in %s', (locale) => {
  test('every path has a name, every value words, every requirement and recommendation a sentence', () => {
    const bare: string[] = []
    for (const spec of allPaths) {
      if (spec.kind !== 'map' && nameOfPath(locale, spec.path) === spec.path) bare.push(spec.path)
      for (const option of optionsOf(spec) ?? []) {
        const known =
          words(locale).maybe(`design-rules.values.${String(option)}`) ??
          words(locale).maybe(`design-rules.at.${spec.path}.${String(option)}`)
        if (typeof option === 'string' && !known) bare.push(`${spec.path} ${option}`)
      }
      const asks = spec.kind === 'requirement' || spec.kind === 'recommendation'
      if (asks && !words(locale).maybe(`design-rules.sentences.${spec.path}`, { value: '' }))
        bare.push(`sentence ${spec.path}`)
    }
    expect(bare).toEqual([])
  })
})

test('values are said in the way of the language', () => {
  expect(say('en', 'cadence.peer-clinic', 'biweekly')).toBe('every two weeks')
  expect(say('fr', 'cadence.video-share-max', 0.3)).toBe('30\u00a0%')
  expect(say('en', 'channels.breakouts', true)).toBe('yes')
  expect(say('en', 'facilitation.rules', ['our own rule'])).toBe('our own rule')
  expect(nameOfPath('fr', 'cadence.minutes.webinar')).toBe('Minutes\u00a0: webinaire')
  expect(sentenceOf('en', { id: 'content.session-note-sla-days', value: 5 })).toBe(
    'Publish each session note within 5 working days.',
  )
})
