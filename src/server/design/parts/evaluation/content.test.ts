import { expect, test } from 'vitest'
import english from '#content/indicators.json' with { type: 'json' }
import french from '#content/fr/indicators.json' with { type: 'json' }
import health from '#content/health-check.json' with { type: 'json' }
import santé from '#content/fr/health-check.json' with { type: 'json' }
import surveys from '#content/surveys.json' with { type: 'json' }
import enquêtes from '#content/fr/surveys.json' with { type: 'json' }
import content from '#content/content-types.json' with { type: 'json' }
import contenu from '#content/fr/content-types.json' with { type: 'json' }

const ids = (list: { id: string }[]) => list.map((one) => one.id)
const codes = new Set(ids(english.indicators))

test('every indicator has a name and a definition in French', () => {
  expect(Object.keys(french.indicators).toSorted()).toEqual(ids(english.indicators).toSorted())
})

test('surveys, questions and answers have the same ids in both languages', () => {
  type Own = { questions: Record<string, { text: string; options?: Record<string, string> }> }
  const own = enquêtes.surveys as unknown as Record<string, Own>
  for (const survey of surveys.surveys) {
    expect(Object.keys(own[survey.id]?.questions ?? {}), survey.id).toEqual(ids(survey.questions))
    for (const question of survey.questions)
      if ('options' in question && question.options)
        expect(Object.keys(own[survey.id]?.questions[question.id]?.options ?? {}), question.id).toEqual(
          ids(question.options as { id: string }[]),
        )
  }
  const lengths = (scales: Record<string, unknown[]>) =>
    Object.fromEntries(Object.entries(scales).map(([id, steps]) => [id, steps.length]))
  expect(lengths(enquêtes.scales)).toEqual(lengths(surveys.scales))
})

test('questions and health items feed indicators that exist, and required is yes or no', () => {
  for (const survey of surveys.surveys)
    for (const question of survey.questions as { id: string; required: unknown; indicators?: string[] }[]) {
      expect(typeof question.required, `${survey.id} ${question.id}`).toBe('boolean')
      for (const id of question.indicators ?? []) expect(codes.has(id), id).toBe(true)
    }
  for (const dimension of health.dimensions)
    for (const item of dimension.items) for (const id of item.linked_indicators) expect(codes.has(id), id).toBe(true)
})

test('the health check says the same in French', () => {
  const items = health.dimensions.flatMap((dimension) => dimension.items)
  expect(Object.keys(santé.items).toSorted()).toEqual(ids(items).toSorted())
  expect(Object.keys(santé.learning_questions)).toEqual(ids(health.learning_questions))
})

test('content types, fields, checks, states and moves have French words', () => {
  type Own = { fields: Record<string, unknown>; checklist: Record<string, unknown> }
  const own = contenu.types as unknown as Record<string, Own>
  for (const type of content.content_types) {
    expect(Object.keys(own[type.id]?.fields ?? {}), type.id).toEqual(ids(type.fields))
    expect(Object.keys(own[type.id]?.checklist ?? {}), type.id).toEqual(ids(type.checklist))
  }
  expect(Object.keys(contenu.workflow.states)).toEqual(ids(content.workflow.states))
  expect(Object.keys(contenu.workflow.transitions).toSorted()).toEqual(
    content.workflow.transitions.map((move) => `${move.from}>${move.to}`).toSorted(),
  )
})
