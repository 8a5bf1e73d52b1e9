import fc from 'fast-check'
import { expect, test } from 'vitest'
import formats from '#content/event-formats.json' with { type: 'json' }
import { scaled } from './agenda.ts'

const sum = (parts: readonly { minutes: number }[]) => parts.reduce((total, { minutes }) => total + minutes, 0)
const lengths = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 20 })
const part = (minutes: number, mode = 'plenary') => ({ minutes, mode })

test('an agenda cut to any length adds up to it and leaves nothing without a minute', () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 600 }), (minutes, total) => {
      const cut = scaled(
        minutes.map((each) => part(each)),
        total,
      )
      expect(sum(cut)).toBe(total)
      expect(Math.min(...cut.map((each) => each.minutes))).toBeGreaterThan(0)
    }),
    { seed: 7 },
  )
})

test('where there is time for it, no part of two minutes or more becomes shorter than two minutes', () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 40, max: 600 }), (minutes, total) => {
      const cut = scaled(
        minutes.map((each) => part(each + 1)),
        total,
      )
      expect(Math.min(...cut.map((each) => each.minutes))).toBeGreaterThan(1)
    }),
    { seed: 7 },
  )
})

test('what is short has no break; what has its length already keeps the break that somebody put there', () => {
  const parts = [part(40), part(10, 'break'), part(50)]
  expect(scaled(parts, 90)).toEqual([part(40), part(50)])
  expect(scaled(parts, 120).map(({ mode }) => mode)).toContain('break')
  expect(scaled(parts, 100)).toEqual(parts)
  const short = [part(40), part(5, 'break'), part(35)]
  expect(scaled(short, 80)).toEqual(short)
  expect(scaled([part(10, 'break')], 5)).toEqual([part(5, 'break')])
})

test('where there are more parts than minutes the longest stay, in their order; nothing stays nothing', () => {
  expect(
    scaled(
      [
        { minutes: 1, id: 'a' },
        { minutes: 9, id: 'b' },
        { minutes: 7, id: 'c' },
      ],
      2,
    ),
  ).toEqual([
    { minutes: 1, id: 'b' },
    { minutes: 1, id: 'c' },
  ])
  expect(scaled([], 60)).toEqual([])
})

test('every format of the field can be cut to an hour, in the order of its parts', () => {
  for (const { id, segments = [] } of formats.formats as {
    id: string
    segments?: { minutes: number; mode: string }[]
  }[]) {
    const cut = scaled(
      segments.map((segment, place) => ({ ...segment, place })),
      60,
    )
    expect(sum(cut), id).toBe(segments.length > 0 ? 60 : 0)
    expect(cut, id).toEqual(cut.toSorted((a, b) => a.place - b.place))
  }
})
