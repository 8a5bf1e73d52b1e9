import { expect, test } from 'vitest'
import { z } from 'zod'
import { readInput } from '../verb.ts'
import { fromCursor, fromMomentCursor, toCursor } from './cursor.ts'
import { day, lines, optional, zone } from './input.ts'

test('what no database stores is left out, however deep it lies: U+0000, and half of a pair', () => {
  const schema = z.object({ text: z.string(), list: z.array(z.record(z.string(), z.string())) })
  expect(readInput(schema, { text: 'a\0b', list: [{ 'x\0': 'y\ud800' }] })).toEqual({
    text: 'ab',
    list: [{ x: 'y\ufffd' }],
  })
})

test('a file among the fields stays the file that it is', () => {
  const file = new File(['a\0b'], 'a.csv')
  expect(readInput(z.object({ file: z.instanceof(File) }), { file }).file).toBe(file)
})

test('nothing but spaces is nothing given', () => {
  expect(readInput(z.object({ note: optional(lines()) }), { note: ' \n\t' })).toEqual({ note: undefined })
})

test('a day is one that exists, in a year in which somebody could meet', () => {
  const works = (text: string) => day.safeParse(text).success
  expect(['2028-02-29', '2026-11-22'].filter(works)).toHaveLength(2)
  const none = ['2026-02-29', '2026-02-30', '+275760-09-13', '-000001-01-01', '0000-01-01', '9999-12-31', '20261122']
  expect(none.filter(works)).toEqual([])
})

test('a zone is one of the zone data, not a distance', () => {
  expect(['Africa/Nairobi', 'UTC'].every((text) => zone.safeParse(text).success)).toBe(true)
  expect(['Mars/Phobos', '+03:00', ''].filter((text) => zone.safeParse(text).success)).toEqual([])
})

test('a cursor leads back to its place, and one that somebody made up to none', () => {
  const id = '019c5a3e-7c00-7000-8000-000000000001'
  expect(fromCursor(toCursor('Nomsa Dlamini', id))).toEqual({ place: 'Nomsa Dlamini', id })
  const made = [`${'-'.repeat(36)} Nomsa`, `${id}`, '["Nomsa"]', '']
  expect(made.map((text) => fromCursor(Buffer.from(text).toString('base64url')))).toEqual([null, null, null, null])
  const at = '2026-03-05T08:00:00Z'
  expect(fromMomentCursor(toCursor(at, id))).toEqual({ at, id })
  const never = ['+275760-09-13T00:00:00Z', 'Nomsa Dlamini', '2026-13-01T00:00:00Z']
  expect(never.map((place) => fromMomentCursor(toCursor(place, id)))).toEqual([null, null, null])
})
