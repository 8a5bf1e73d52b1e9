import { expect, test } from 'vitest'
import { fold, isRude } from './fold.ts'

test('case, accents and plural of a language are folded', () => {
  for (const [locale, ...same] of [
    ['en', 'Indicators', 'indicator', ' INDICATOR ', 'indicators!'],
    ['en', 'case studies', 'Case study'],
    ['en', 'processes', 'process'],
    ['fr', 'Données', 'donnees', 'donnée'],
    ['fr', 'niveaux', 'Niveau'],
    ['fr', 'journaux', 'journal'],
    ['fr', 'enjeux', 'enjeu'],
    ['fr', 'Apprentissages', 'apprentissage'],
  ])
    expect(new Set(same.map((text) => fold(text, locale!))).size, same.join()).toBe(1)
})

test('words that only look like a plural stay what they are', () => {
  expect(['analysis', 'campus', 'access'].map((word) => fold(word, 'en'))).toEqual(['analysis', 'campus', 'access'])
  expect(['processus', 'avis', 'ODD'].map((word) => fold(word, 'fr'))).toEqual(['processus', 'avis', 'odd'])
})

test('other scripts keep their marks, and a word of signs alone is nothing', () => {
  expect(fold('التقييم', 'en')).toBe('التقييم')
  expect(fold('কর্ম', 'en')).toBe('কর্ম')
  expect(fold('!!!', 'en')).toBe('')
})

test('rude words are found in both languages and in any spelling, words of the field never', () => {
  expect(['Bullshit', 'BITCHES', 'quel bordel', 'Connards !'].map(isRude)).toEqual([true, true, true, true])
  expect(['violence', 'Scunthorpe', 'contexte', 'assessment', 'viol', 'confiance'].some(isRude)).toBe(false)
})
