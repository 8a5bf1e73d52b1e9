import { describe, expect, test } from 'vitest'
import { words } from '#i18n/index.ts'
import { answerSpecs } from '../rules/rulebook.ts'
import { nameOfAnswer, sayAnswer } from './say.ts'
import { gapOptions, questions, steps } from './questions.ts'
import { contextJsonSchema } from './schema.ts'

test('there are at most 25 questions in six steps', () => {
  expect(steps('en')).toHaveLength(6)
  expect(steps('en').flatMap((step) => step.questions).length).toBe(questions('en').length)
  expect(questions('en').length).toBeLessThanOrEqual(25)
})

test('every answer that is asked is filled by exactly one question, and worked-out answers by none', () => {
  const filled = questions('en').flatMap(({ fields }) => fields.map(({ answer }) => answer))
  expect(new Set(filled).size).toBe(filled.length)
  const asked = answerSpecs.filter((spec) => !spec.derived && spec.id !== 'budget.annual-usd').map(({ id }) => id)
  expect(asked.filter((id) => !filled.includes(id))).toEqual([])
  expect(filled.filter((id) => answerSpecs.find((spec) => spec.id === id)?.derived)).toEqual([])
})

test('only the name and the number of members must be answered', () => {
  const required = questions('en').flatMap(({ fields }) =>
    fields.filter((field) => field.required).map(({ answer }) => answer),
  )
  expect(required).toEqual(['community.name', 'scope.members'])
})

/** Codes of countries and currencies have their names from the runtime; every other option from the catalogue. */
const worded = (locale: string, answer: string, value: string): boolean =>
  /^[A-Z]{2,3}$/.test(value) || words(locale).maybe(`context.options.${answer}.${value}`) !== undefined

describe.each(['en', 'fr'] as const)('in %s', (locale) => {
  test('every question has a title, help and an example; every field a label; every option words', () => {
    for (const { id, title, help, example, fields } of questions(locale)) {
      expect([id, title !== '', help !== '', example !== '']).toEqual([id, true, true, true])
      for (const { answer, label, options = [], assumed } of fields) {
        expect(label).not.toBe(answer)
        expect(options.filter((option) => option.label === '' || !worded(locale, answer, option.value))).toEqual([])
        if (assumed) expect(assumed.label).not.toBe('')
      }
    }
    for (const [column, options] of Object.entries(gapOptions(locale))) {
      expect(
        options.filter((option) => !worded(locale, `gaps.${column === 'type' ? 'types' : column}`, option.value)),
      ).toEqual([])
    }
  })

  test('worked-out answers have names and words, too, for the reasons that read them', () => {
    for (const { id, options = [] } of answerSpecs) {
      expect(nameOfAnswer(locale, id)).not.toBe(id)
      expect(options.filter((option) => !worded(locale, id, option))).toEqual([])
    }
  })
})

test('answers are said in the way of the language', () => {
  expect(sayAnswer('fr', 'structure.turnover', 0.2)).toBe('20\u00a0%')
  expect(sayAnswer('en', 'scope.languages', ['en', 'fr'])).toBe('English, French')
  expect(sayAnswer('en', 'existing.limitations', [])).toBe('none')
})

test('content/schemas/context.schema.json is the schema that is used', async () => {
  await expect(`${JSON.stringify(contextJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../../../content/schemas/context.schema.json',
  )
})
