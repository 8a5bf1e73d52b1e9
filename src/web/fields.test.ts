import { expect, test } from 'vitest'
import { fromForm, typedOf } from './fields.ts'

function formOf(fields: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

test('names with points are lists and objects, names with brackets lists of texts', () => {
  const form = formOf([
    ['title', 'first'],
    ['title', 'last'],
    ['kinds[]', 'a'],
    ['kinds[]', ''],
    ['kinds[]', 'b'],
    ['gaps.1.title', 'two'],
    ['gaps.0.title', 'one'],
    ['_once', 'x'],
  ])
  expect(fromForm(form)).toEqual({ title: 'last', kinds: ['a', 'b'], gaps: [{ title: 'one' }, { title: 'two' }] })
  expect(typedOf(form)).toEqual({
    title: 'last',
    'kinds[]': ['a', '', 'b'],
    'gaps.1.title': 'two',
    'gaps.0.title': 'one',
  })
})

test('a name that leads deeper than any form is left out, and costs nothing', () => {
  const name = `a${'.a'.repeat(200_000)}`
  expect(
    fromForm(
      formOf([
        [name, 'x'],
        ['b', 'y'],
      ]),
    ),
  ).toEqual({ b: 'y' })
  expect(typedOf(formOf([[name, 'x']]))).toEqual({ [name]: 'x' })
})

test('a form of as many fields as fit into a body is read in one go', () => {
  const form = formOf(Array.from({ length: 50_000 }, (_, i) => [`f${i}`, '1']))
  expect(Object.keys(fromForm(form))).toHaveLength(50_000)
  expect(Object.keys(typedOf(form))).toHaveLength(50_000)
})

test('no name reaches what all objects have in common', () => {
  const form = formOf([
    ['__proto__.admin', 'yes'],
    ['constructor.prototype.admin', 'yes'],
    ['a.__proto__.admin', 'yes'],
  ])
  fromForm(form)
  expect(({} as Record<string, unknown>).admin).toBeUndefined()
})
