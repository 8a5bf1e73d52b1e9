import { expect, test } from 'vitest'
import { rearranged } from './rows.ts'

const parts = [
  { title: 'Welcome', minutes: '5', day: '1' },
  { title: 'Debate', minutes: '30', day: '1', polls: [{ question: 'Who is right?', kind: 'open' }] },
]
const poll = { question: 'What do we take along?', kind: 'words' }

test('a new poll goes to the part that was chosen, also when that part is moved in the same press', () => {
  const next = rearranged({ parts, poll: { part: '1', ...poll }, up: '1' })
  expect(next.map(({ title, polls }) => [title, polls])).toEqual([
    ['Debate', [{ question: 'Who is right?', kind: 'open' }, poll]],
    ['Welcome', undefined],
  ])
})

test('a poll without a question is none, and one for a part that is not there goes nowhere', () => {
  for (const typed of [{ part: '0', question: '' }, { part: '7', ...poll }, 'poll'])
    expect(rearranged({ parts, poll: typed }).flatMap(({ polls }) => polls ?? [])).toHaveLength(1)
})
