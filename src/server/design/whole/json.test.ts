import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { words } from '#i18n/index.ts'
import { Invalid } from '../../errors.ts'
import { compose } from '../compose.ts'
import { readContext } from '../context/index.ts'
import type { Design } from '../types.ts'
import { exportJson, readDesign } from './json.ts'

let design: Design
beforeAll(async () => {
  const { context } = readContext(
    readFileSync(new URL('../../../../examples/04-sensitive-consortium.yaml', import.meta.url), 'utf8'),
  )
  design = await compose(context, { today: '2026-11-21' })
})

const problem = (source: string | object): Invalid => {
  try {
    readDesign(source)
  } catch (thrown) {
    if (thrown instanceof Invalid) return thrown
    throw thrown
  }
  throw new Error('It was read')
}
const changed = (change: (design: Record<string, never>) => void): object => {
  const copy = JSON.parse(exportJson(design))
  change(copy)
  return copy
}

test('a design that goes out as JSON comes in again as the same design, to the letter', () => {
  const text = exportJson(design)
  const again = readDesign(text)
  expect(again).toEqual(design)
  expect(exportJson(again)).toBe(text)
})

test('the JSON holds the keys that other programs read', () => {
  const read = JSON.parse(exportJson(design))
  expect(Object.keys(read)).toEqual(
    expect.arrayContaining(['version', 'context', 'parts', 'decisions', 'warnings', 'assumptions']),
  )
  expect(Object.keys(read.parts)).toEqual([
    'governance',
    'calendar',
    'knowledge',
    'engagement',
    'platform',
    'evaluation',
    'sustainability',
  ])
  expect(read.decisions[0]).toMatchObject({
    id: expect.any(String),
    part: expect.any(String),
    because: expect.any(Array),
  })
  expect(read.parts.sustainability.budget).toMatchObject({ currency: 'USD', total: 9000, lines: expect.any(Array) })
})

test('a design composed again from the context in its JSON is the same design', async () => {
  const { context, overrides } = readContext(exportJson(design), { format: 'json' })
  expect(await compose(context, { overrides, today: '2026-11-21' })).toEqual(design)
})

test('what is no JSON, no design, or from a later version is refused with that reason', () => {
  expect(problem('{ "version": ').code).toBe('design-whole.not-json')
  expect(problem('[]').code).toBe('design-whole.not-a-design')
  expect(problem({ community: { name: 'A context' } }).code).toBe('design-whole.not-a-design')
  expect(problem(changed((copy) => Object.assign(copy, { version: 2 }))).code).toBe('design-whole.newer')
})

test('a damaged design names every place at once', () => {
  const damaged = problem(
    changed((copy: Record<string, any>) => {
      delete copy.parts.platform
      copy.parts.sustainability.budget.lines[0].amount += 1
      copy.decisions[0].part = 'marketing'
      copy.context.scope.members = 0
    }),
  )
  expect(damaged.code).toBe('design-whole.damaged')
  const places = damaged.issues.map((issue) => issue.path.join('.'))
  expect(places).toEqual(
    expect.arrayContaining([
      'parts.platform',
      'decisions.0.part',
      'context.scope.members',
      'parts.sustainability.budget.lines',
    ]),
  )
})

test('each refusal has words in both languages', () => {
  for (const locale of ['en', 'fr'])
    for (const code of ['not-json', 'not-a-design', 'newer', 'damaged', 'wrong', 'sum'])
      expect(
        words(locale).maybe(`design-whole.errors.${code}`, {
          problem: 'x',
          version: 2,
          known: 1,
          count: 2,
          sum: 1,
          total: 2,
        }),
      ).toBeTruthy()
})
