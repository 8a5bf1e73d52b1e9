import { parse } from '@formatjs/icu-messageformat-parser'
import { expect, test } from 'vitest'
import { catalogues } from '#i18n/catalogues.ts'
import { flatten } from '#i18n/index.ts'
import { files, text } from './source.ts'

const english = flatten(catalogues.en)
const french = flatten(catalogues.fr)

test('French has every message that English has, and no other', () => {
  expect([...english.keys()].filter((key) => !french.has(key))).toEqual([])
  expect([...french.keys()].filter((key) => !english.has(key))).toEqual([])
})

test('every message can be read, and both languages fill in the same things', () => {
  const wrong = [...english]
    .filter(([key, message]) => names(message) !== names(french.get(key) ?? message))
    .map(([key]) => key)
  expect(wrong).toEqual([])
})

test('every catalogue file is registered', () => {
  const registered = text('src/i18n/catalogues.ts')
  const forgotten = files('src/i18n', '.json').filter((path) => !registered.includes(path.replace('src/i18n/', './')))
  expect(forgotten).toEqual([])
})

/** Names of what a message is filled with, sorted. Throws when the message cannot be read. */
function names(message: string): string {
  const found = new Set<string>()
  const walk = (elements: ReturnType<typeof parse>): void => {
    for (const element of elements) {
      if ('value' in element && element.type !== 0) found.add(String(element.value))
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value)
      if ('children' in element) walk(element.children)
    }
  }
  walk(parse(message, { ignoreTag: true }))
  return [...found].toSorted().join(' ')
}
