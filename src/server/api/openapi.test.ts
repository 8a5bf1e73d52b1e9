import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { apiCallables, callables } from '../callables.ts'
import { exampleOf, fieldsOf, openApi, queryOf, roomOf, schemaOf } from './index.ts'

const site = 'https://copse.example.org'
const document = openApi(site, apiCallables) as {
  paths: Record<string, Record<string, { summary: string; description: string }>>
}

test('the document is valid OpenAPI 3.1, says a validator that is not ours', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document))
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('every verb is a POST and every query a GET, with what it does and who may', () => {
  expect(Object.keys(document.paths)).toEqual([...apiCallables.keys()].map((called) => `/${called}`))
  for (const [called, callable] of apiCallables) {
    const operation = document.paths[`/${called}`]![callable.is === 'query' ? 'get' : 'post']!
    expect(operation.summary, called).toBe(callable.does)
    expect(operation.description, called).toContain(callable.who)
  }
})

test('signing in, passwords, tokens and erasing are not for programs', () => {
  for (const called of ['people.sign-out', 'people.set-password', 'people.make-token', 'people.erase-me']) {
    expect(callables.has(called), called).toBe(true)
    expect(apiCallables.has(called), called).toBe(false)
  }
})

describe.each([...apiCallables])('%s', (called, callable) => {
  test('is named like the calls of its room and takes named fields', () => {
    expect(called).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/)
    expect(schemaOf(callable).type).toBe('object')
    expect(roomOf(called)).toBe(called.split('.')[0])
  })

  test('has an example that it would take', () => {
    const example = exampleOf(schemaOf(callable))
    expect(callable.input.safeParse(example).error?.issues ?? []).toEqual([])
  })

  test('says of every field what it holds, and needs no more than it says', () => {
    const { properties = {}, required = [] } = schemaOf(callable)
    expect(fieldsOf(callable).map(({ name }) => name)).toEqual(Object.keys(properties))
    for (const { holds } of fieldsOf(callable)) expect(holds).not.toBe('')
    for (const name of required) expect(properties).toHaveProperty([name])
  })

  test('does not call a field `community`: that says where the call is', () => {
    expect(schemaOf(callable).properties ?? {}).not.toHaveProperty('community')
  })
})

test('a query string gives texts, and lists where a name comes twice', () => {
  const callable = apiCallables.get('people.me')!
  expect(queryOf(callable, new URLSearchParams('a=1&b=x&b=y&__proto__=z'))).toEqual(
    Object.fromEntries([
      ['a', '1'],
      ['b', ['x', 'y']],
      ['__proto__', 'z'],
    ]),
  )
})
