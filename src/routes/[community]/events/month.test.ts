import { expect, test } from 'vitest'
import { monthAfter, weeksOf } from './month.ts'

const zone = 'Africa/Nairobi'
const session = { starts_at: '2027-03-11T11:00:00Z', ends_at: '2027-03-11T12:30:00Z' }
const standing = (entry: { starts_at: string; ends_at: string }, month = '2027-03') =>
  weeksOf(month, [entry], zone)
    .flat()
    .filter(({ entries }) => entries.length > 0)
    .map(({ date }) => date)

test('March 2027 has five weeks from Monday to Sunday, and only its own days are inside', () => {
  const weeks = weeksOf('2027-03', [], zone)
  expect(weeks.map((week) => week[0]!.date)).toEqual([
    '2027-03-01',
    '2027-03-08',
    '2027-03-15',
    '2027-03-22',
    '2027-03-29',
  ])
  expect(weeks.flat().filter(({ inside }) => inside)).toHaveLength(31)
  expect(weeksOf('2027-02', [], zone)).toHaveLength(4)
  expect(weeksOf('2027-08', [], zone)).toHaveLength(6)
})

test('an event stands on the reader’s day, one of two days on both, one that ends at midnight not on the next', () => {
  expect(standing(session)).toEqual(['2027-03-11'])
  expect(standing({ starts_at: '2027-03-11T22:00:00Z', ends_at: '2027-03-11T23:00:00Z' })).toEqual(['2027-03-12'])
  expect(standing({ starts_at: '2027-03-11T06:00:00Z', ends_at: '2027-03-12T13:00:00Z' })).toEqual([
    '2027-03-11',
    '2027-03-12',
  ])
  expect(standing({ starts_at: '2027-03-11T19:00:00Z', ends_at: '2027-03-11T21:00:00Z' })).toEqual(['2027-03-11'])
})

test('an exchange of three weeks stands once in a month, on its first day there', () => {
  const exchange = { starts_at: '2027-02-22T06:00:00Z', ends_at: '2027-03-15T06:00:00Z' }
  expect(standing(exchange, '2027-02')).toEqual(['2027-02-22'])
  expect(standing(exchange)).toEqual(['2027-03-01'])
})

test('months follow each other over the year’s end', () => {
  expect([monthAfter('2027-12', 1), monthAfter('2027-01', -1)]).toEqual(['2028-01', '2026-12'])
})
