import { expect, test } from 'vitest'
import { monthsOfRhythm } from './rhythm.ts'

test('a quarterly rhythm begins with its phase and comes back every three months', () => {
  expect(monthsOfRhythm('quarterly', 2, 12, 12)).toEqual([1, 4, 7, 10])
  expect(monthsOfRhythm('every-two-months', 1, 12, 12)).toEqual([0, 2, 4, 6, 8, 10])
  expect(monthsOfRhythm('monthly', 1, 12, 12)).toHaveLength(12)
})

test('half a year has half of the events', () => {
  expect(monthsOfRhythm('every-two-months', 1, 6, 6)).toEqual([0, 2, 4])
  expect(monthsOfRhythm('quarterly', 2, 6, 6)).toEqual([1, 4])
})

test('in a horizon too short for its phase a yearly event falls on the last month', () => {
  expect(monthsOfRhythm('yearly', 12, 6, 6)).toEqual([5])
})

test('a quiet quarter moves the year together and takes no quarterly event away', () => {
  expect(monthsOfRhythm('quarterly', 2, 9, 12)).toHaveLength(4)
  expect(monthsOfRhythm('monthly', 1, 9, 12)).toHaveLength(9)
})
