import { expect, test } from 'vitest'
import formats from '#content/event-formats.json' with { type: 'json' }
import { answersFrom, pulseQuestions, questionsFor } from './questions.ts'

const session = ['useful', 'time-worth', 'learned-how', 'learned-about', 'intended-action', 'heard']

test('never more than five are asked, what was useful first and what to change last, in every format', () => {
  for (const { id, evaluation_questions } of formats.formats)
    for (let before = 0; before < 4; before++) {
      const asked = questionsFor(evaluation_questions, before)
      expect(asked.length, id).toBeLessThanOrEqual(5)
      expect(asked.at(-1), id).toBe('improve')
      if (evaluation_questions.includes('useful')) expect(asked[0], id).toBe('useful')
      expect(pulseQuestions(asked, 'fr'), id).toHaveLength(asked.length)
    }
})

test('from one event to the next the others have their turn, and how and about are asked of the same people', () => {
  expect([0, 1, 2].map((before) => questionsFor(session, before).slice(1, 3))).toEqual([
    ['learned-how', 'learned-about'],
    ['time-worth', 'heard'],
    ['learned-how', 'learned-about'],
  ])
})

test('a format that asks nothing has no pulse', () => {
  expect(questionsFor([], 3)).toEqual([])
  expect(questionsFor(['no-such-question'], 0)).toEqual([])
})

test('an answer is read by its question: a point, an option, before and after, a text; what was left out is left out', () => {
  const ids = ['useful', 'would-reuse', 'know-whom-to-ask', 'confidence-before-after', 'improve']
  expect(
    answersFrom(ids, {
      useful: '4',
      'would-reuse': 'maybe',
      'know-whom-to-ask': '1',
      'confidence-before-after': { before: '0', now: '2' },
      improve: '  More time ',
    }),
  ).toEqual({
    useful: 4,
    'would-reuse': 'maybe',
    'know-whom-to-ask': '1',
    'confidence-before-after': { before: 0, now: 2 },
    improve: 'More time',
  })
  expect(answersFrom(ids, { useful: 5, improve: '' })).toEqual({ useful: 5 })
})

test.each([
  [{}, 'useful', 'pulse.nothing'],
  [{ useful: '6' }, 'useful', 'field.choice'],
  [{ useful: '4', 'would-reuse': 'never' }, 'would-reuse', 'field.choice'],
  [{ 'confidence-before-after': { now: '2' } }, 'confidence-before-after', 'pulse.both'],
  [{ improve: 'a'.repeat(10_000) }, 'improve', 'pulse.long'],
])('%o is no answer', (typed, question, code) => {
  expect(() => answersFrom(['useful', 'would-reuse', 'confidence-before-after', 'improve'], typed)).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path: ['said', question], code })] }),
  )
})
