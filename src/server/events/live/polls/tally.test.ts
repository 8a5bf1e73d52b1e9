import { expect, test } from 'vitest'
import type { Answer } from './kinds.ts'
import { tally } from './tally.ts'

const options = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase(), is_right: id === 'b', starts_at: null }))
const poll = (kind: Parameters<typeof tally>[0]['kind'], more = {}) => ({
  kind,
  most: null,
  low: 1,
  high: 5,
  options,
  is_anonymous: false,
  locale: 'en',
  ...more,
})
const votes = (...answers: Answer[]) =>
  answers.map((answer, i) => ({ id: `v${i}`, answer, hidden: false, mergedInto: null, voters: [`p${i}`] }))

test('choices are counted with their share of those who voted', () => {
  const { lines } = tally(poll('multiple'), votes({ c: ['a', 'b'] }, { c: ['a'] }), false)
  expect(lines.map(({ count, share }) => [count, share])).toEqual([
    [2, 1],
    [1, 0.5],
    [0, 0],
  ])
})

test('a ranking is a Borda count, the best first', () => {
  const { lines } = tally(
    poll('ranking'),
    votes({ c: ['b', 'a', 'c'] }, { c: ['b', 'c', 'a'] }, { c: ['a', 'b', 'c'] }),
    false,
  )
  expect(lines.map(({ key, count }) => [key, count])).toEqual([
    ['b', 8],
    ['a', 6],
    ['c', 4],
  ])
})

test('a scale has its points, its mean and its median', () => {
  const found = tally(poll('scale'), votes({ n: 1 }, { n: 4 }, { n: 5 }, { n: 4 }), false)
  expect(found.lines.map(({ count }) => count)).toEqual([1, 0, 0, 2, 1])
  expect([found.mean, found.median]).toEqual([3.5, 4])
})

test('words are one word however they are written, in the usual spelling, and rude ones are counted but not shown', () => {
  const found = tally(
    poll('words'),
    votes({ w: ['Indicators', 'trust'] }, { w: ['indicator', 'INDICATOR'] }, { w: ['Indicators'] }, { w: ['shit'] }),
    false,
  )
  expect(found.lines.map(({ label, count }) => [label, count])).toEqual([
    ['Indicators', 3],
    ['trust', 1],
  ])
  expect(found.unshown).toBe(1)
})

test('dates tell who can and who could', () => {
  const { lines } = tally(poll('dates'), votes({ y: ['a'], m: ['b'] }, { y: ['a', 'b'] }), false)
  expect(lines.map(({ count, maybe }) => [count, maybe])).toEqual([
    [2, 0],
    [1, 1],
    [0, 0],
  ])
})

test('the order in which votes lie does not show in any result', () => {
  const cast = votes({ t: 'one' }, { t: 'two' }, { t: 'three' }, { t: 'four' })
  expect(tally(poll('open', { is_anonymous: true }), cast, false)).toEqual(
    tally(poll('open', { is_anonymous: true }), cast.toReversed(), false),
  )
})
