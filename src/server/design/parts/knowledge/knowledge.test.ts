import { expect, test } from 'vitest'
import { contextOf } from '#tests/support/contexts.ts'
import { compose } from '../../compose.ts'
import type { Json } from '../../types.ts'

const knowledge = async (answers: Record<string, Json>) => (await compose(contextOf(answers))).parts.knowledge
const steps = async (answers: Record<string, Json>) =>
  (await knowledge(answers)).quality.states.map((state) => state.id)

test('a small community has one second person; a larger one screening and peers', async () => {
  expect(await steps({ 'scope.members': 15 })).not.toContain('peer-review')
  expect(await steps({ 'scope.members': 150 })).toEqual(
    expect.arrayContaining(['screening', 'peer-review', 'specialist-review']),
  )
})

test('a ministry clears what it publishes, and nothing goes around the office', async () => {
  const { quality } = await knowledge({ 'scope.members': 200, 'structure.model': 'government-system' })
  expect(quality.clearance).toBe(true)
  const into = quality.transitions.filter((move) => move.to === 'published').map((move) => move.from)
  expect(into).toContain('clearance')
  expect(into).not.toContain('accepted')
})

test('every state can be reached from a draft, and every draft can end published', async () => {
  const cases: Record<string, Json>[] = [
    { 'scope.members': 15 },
    { 'scope.members': 15, 'scope.security': 'high-risk' },
    { 'scope.members': 15, 'structure.model': 'government-system' },
    { 'scope.members': 150 },
    { 'scope.members': 150, 'scope.security': 'high-risk' },
    { 'scope.members': 150, 'structure.model': 'government-system', 'scope.security': 'high-risk' },
  ]
  for (const answers of cases) {
    const { quality } = await knowledge(answers)
    const reached = new Set(['draft'])
    for (let before = 0; before < reached.size;) {
      before = reached.size
      for (const move of quality.transitions) if (reached.has(move.from)) reached.add(move.to)
    }
    expect([...reached].toSorted(), JSON.stringify(answers)).toEqual(quality.states.map((state) => state.id).toSorted())
  }
})

test('where content can harm people a specialist looks before publication, places are coarse and nothing is recorded', async () => {
  const { quality, sharing } = await knowledge({
    'scope.members': 60,
    'scope.security': 'high-risk',
    'scope.membership': 'multi-organisation-closed',
  })
  expect(quality.safety).toBe(true)
  expect(sharing.sensitivity.precision).toBe('country')
  expect(sharing.recording.setting).toBe('off')
  expect(['hub', 'restricted']).toContain(sharing.sensitivity.default)
})

test('planned items add up to what the year is held to', async () => {
  const design = await compose(contextOf({ 'scope.members': 140 }))
  const year = design.decisions.find((decision) => decision.id === 'library.items-year1')?.value
  expect(design.parts.knowledge.items.yearOne).toBe(year)
})

test('the five kinds of the founding specification are each in use or said to wait', async () => {
  for (const members of [12, 60, 300]) {
    const { types, later } = await knowledge({ 'scope.members': members, 'structure.coordinator-fte': 0.05 })
    const said = [...types, ...later].map((type) => type.id)
    expect(said).toEqual(expect.arrayContaining(['practice-note', 'tool', 'case-study', 'faq', 'evaluation-digest']))
    expect(later.every((type) => type.sign.length > 20)).toBe(true)
  }
})
