import { expect, test } from 'vitest'
import { compareTexts, mergeTexts } from './merge.ts'

const base = 'The sample was 300. Two groups use phones. Refusals doubled.'

test('changes in different sentences are both kept', () => {
  expect(mergeTexts(base, base.replace('300', '320'), base.replace('doubled', 'doubled in the north'), 'en')).toBe(
    'The sample was 320. Two groups use phones. Refusals doubled in the north.',
  )
  expect(mergeTexts(base, base.replace('Two groups use phones. ', ''), `${base} Ask in June.`, 'en')).toBe(
    'The sample was 300. Refusals doubled. Ask in June.',
  )
})

test('what two add in one place stands there twice, and what both did alike once', () => {
  expect(mergeTexts('One.', 'One. Theirs.', 'One. Mine.', 'en')).toBe('One. Theirs. Mine.')
  expect(mergeTexts('- a\n- b', '- a\n- b\n- c', '- a\n- b\n- d', 'en')).toBe('- a\n- b\n- c\n- d')
  expect(mergeTexts('One.', 'One. Two.', 'One. Two.', 'en')).toBe('One. Two.')
})

test('the same sentence changed by two, or taken away under somebody’s hands, is for people to settle', () => {
  expect(mergeTexts(base, base.replace('300', '320'), base.replace('300', '300 households'), 'en')).toBeNull()
  expect(mergeTexts(base, 'The sample was 300.', base.replace('doubled', 'tripled'), 'en')).toBeNull()
})

test('a text is put together in any script, and by words that mean something to a program', () => {
  expect(mergeTexts('constructor\n__proto__', 'constructor\n__proto__\nx', 'y\nconstructor\n__proto__', 'en')).toBe(
    'y\nconstructor\n__proto__\nx',
  )
  expect(mergeTexts('هل نجحنا؟ نعم.', 'هل نجحنا؟ لا.', 'هل نجحنا حقا؟ نعم.', 'ar')).toBe('هل نجحنا حقا؟ لا.')
})

test('a comparison shows what each has where they differ, and loses nothing', () => {
  const [theirs, mine] = [base.replace('300', '320'), `${base} More.`]
  const stretches = compareTexts(theirs, mine, 'en')
  expect(stretches[0]).toEqual({ theirs: 'The sample was 320.', mine: 'The sample was 300.' })
  expect(stretches.map((each) => ('both' in each ? each.both : each.mine)).join('')).toBe(mine)
  expect(stretches.map((each) => ('both' in each ? each.both : each.theirs)).join('')).toBe(theirs)
})

test('texts of thousands of lines that are all alike are for people to settle, and keep nobody waiting', () => {
  const [theirs, mine] = [`${'a\n'.repeat(2400)}b\n`, `${'a\n'.repeat(2300)}c\n`]
  expect(mergeTexts('a\n'.repeat(2500), theirs, mine, 'en')).toBeNull()
  expect(compareTexts(theirs, mine, 'en')).toEqual([{ theirs, mine }])
})
