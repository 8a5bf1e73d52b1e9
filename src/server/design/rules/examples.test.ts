import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readContext } from '../context/read.ts'
import { decide } from './decide.ts'

const folder = fileURLToPath(new URL('../../../../examples/', import.meta.url))
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
const design = (file: string) => {
  const { context, locale } = readContext(readFileSync(`${folder}${file}`, 'utf8'), { filename: file })
  return decide(context, locale ? { locale } : {})
}

test('there are at least seven', () => expect(files.length).toBeGreaterThanOrEqual(7))

test.each(files)('%s is a context without a wrong answer, and its design has no contradiction', (file) => {
  const decided = design(file)
  expect(decided.warnings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(decided.value<number>('cadence.live-hours-per-member-month')).toBeLessThanOrEqual(
    decided.answer<number>('structure.hours-per-month'),
  )
  expect(decided.context.gaps.list ?? decided.context.gaps.types).toBeDefined()
})

test('each is a design of its own: any two differ in at least twenty decisions, each with another reason', () => {
  const designs = files.map(design)
  for (const [i, a] of designs.entries()) {
    for (const b of designs.slice(i + 1)) {
      const differing = a.decisions.filter(({ id, value }) => JSON.stringify(b.value(id)) !== JSON.stringify(value))
      expect(differing.length).toBeGreaterThan(20)
    }
  }
})

test('the examples are what they say', () => {
  const [building, network, global, consortium, ministry, volunteers] = files.map(design)
  expect(building!.value('cadence.live-form')).toBe('in-person')
  expect(network!.list('membership.circles')).toEqual(['wider-circle', 'mel-hub'])
  expect(global!.value('cadence.slot-rule')).toBe('run-twice-or-regional-hosts')
  expect(global!.value('content.low-bandwidth-version')).toBe(true)
  expect(consortium!.value('content.default-sensitivity')).toBe('restricted')
  expect(ministry!.value('content.official-clearance-path')).toBe(true)
  expect(ministry!.locale).toBe('fr')
  expect(volunteers!.value('budget.profile')).toBe('b0')
  expect(volunteers!.value('governance.form')).toBe('member-run')
})
