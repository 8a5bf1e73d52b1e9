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

/** What the field says with one word, in both languages: whoever reads several pages must know that it is the same thing. */
const terms: Record<string, [english: RegExp, french: RegExp]> = {
  gap: [/\bgaps?\b/i, /lacune/i],
  clinic: [/\bclinics?\b/i, /clinique/i],
  showcase: [/\bshowcases?\b/i, /vitrine/i],
  retreat: [/\bretreats?\b/i, /retraite/i],
  charter: [/\bcharters?\b/i, /charte/i],
  indicator: [/\bindicators?\b/i, /indicateur/i],
}

test.each(Object.entries(terms))('French has one word for “%s”', (_, [inEnglish, inFrench]) => {
  const otherwise = [...english]
    .filter(([key, message]) => inEnglish.test(said(message)) && !inFrench.test(said(french.get(key)!)))
    .map(([key]) => key)
  expect(otherwise).toEqual([])
})

/** What a message says, without what it is filled with. */
function said(message: string): string {
  const found: string[] = []
  const walk = (elements: ReturnType<typeof parse>): void => {
    for (const element of elements) {
      if (element.type === 0) found.push(element.value)
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value)
      if ('children' in element) walk(element.children)
    }
  }
  walk(parse(message, { ignoreTag: true }))
  return found.join(' ')
}

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
