import { expect, it } from 'vitest'
import { initials } from './initials.ts'

it('takes the first letters of the first and the last name', () => {
  expect(initials('Lerato Khumalo')).toBe('LK')
  expect(initials('maria dos santos')).toBe('MS')
  expect(initials('Plato')).toBe('P')
})

it('works in any script and leaves joined letters apart', () => {
  expect(initials('Ñandú Élan')).toBe('ÑÉ')
  expect(initials('አበበ ቢቂላ')).toBe('አቢ')
  expect(initials('ليراتو خومالو')).toBe('ل خ')
  expect(initials('  42 ')).toBe('')
})
