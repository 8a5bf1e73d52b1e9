import { describe, expect, it } from 'vitest'
import { bytes, date, isoDay, list, money, months, number, percent, pieces, relative, time } from './format.ts'

const narrow = '\u202f'
const hard = '\u00a0'

describe('figures', () => {
  it('part thousands by a space that holds, in every language', () => {
    expect(number(1_234_567.5, 'en')).toBe(`1${narrow}234${narrow}567.5`)
    expect(number(1_234_567.5, 'fr')).toBe(`1${narrow}234${narrow}567,5`)
  })
  it('show a share as a percentage that does not break from its sign', () => {
    expect(percent(0.61, 'en')).toBe(`61${hard}%`)
    expect(percent(0.615, 'fr', 1)).toMatch(new RegExp(`^61,5[${hard}${narrow}]%$`))
  })
  it('say minus with a minus', () => expect(number(-3, 'en')).toBe('−3'))
  it('size files in kB and MB, never zero', () => {
    expect([bytes(12, 'en'), bytes(182_300, 'en'), bytes(1_440_000, 'en'), bytes(999_600, 'en')]).toEqual(
      ['1 kB', '182 kB', '1.4 MB', '1 MB'].map((text) => text.replace(' ', hard)),
    )
  })
})

describe('money', () => {
  it('leaves out the cents of whole amounts and keeps together', () => {
    expect(money(273_880, 'ZAR', 'en')).toBe(`R${hard}273${narrow}880`)
    expect(money(273_880, 'ZAR', 'fr')).toBe(`273${narrow}880${hard}R`)
  })
  it('keeps the cents that there are', () => expect(money(15_600.5, 'EUR', 'en')).toBe(`€15${narrow}600.50`))
  it('never shows a bare dollar: there are twenty', () => {
    expect(money(15_600, 'USD', 'en')).toBe(`US$${hard}15${narrow}600`)
    expect(money(10, 'CAD', 'en')).not.toBe(money(10, 'USD', 'en'))
  })
})

describe('dates', () => {
  it('put the day before the month and name the weekday without a comma', () => {
    expect(date('2026-03-12', 'en', 'full')).toBe('Thursday 12 March 2026')
    expect(date('2026-03-12', 'fr', 'full')).toBe('jeudi 12 mars 2026')
    expect(date('2026-10-01', 'fr', 'full')).toBe('jeudi 1er octobre 2026')
    expect(date('2026-03-31', 'fr')).toBe('31 mars 2026')
    expect(date('2026-10-01', 'en')).toBe('1 October 2026')
    expect(date('2026-03-12', 'en', 'short')).toBe('Thu 12 March 2026')
    expect(date('2026-03-12', 'en')).toBe('12 March 2026')
  })
  it('leave the year unsaid within the year of now, and say it in another', () => {
    const told = { now: '2026-01-31T10:00:00Z', zone: 'Africa/Nairobi' }
    expect(date('2026-03-12', 'en', 'short', told)).toBe('Thu 12 March')
    expect(date('2027-03-12', 'en', 'short', told)).toBe('Fri 12 March 2027')
  })
  it('fall on the day that it is in the zone', () => {
    expect(date('2026-03-12T21:30:00Z', 'en', 'plain', { zone: 'Asia/Tokyo' })).toBe('13 March 2026')
    expect(isoDay('2026-03-12T21:30:00Z', 'Asia/Tokyo')).toBe('2026-03-13')
    expect(isoDay('2026-03-12')).toBe('2026-03-12')
  })
  it('refuse to place a moment without a zone', () => {
    expect(() => date('2026-03-12T21:30:00Z', 'en')).toThrow(/zone/)
  })
  it('give the pieces that stand in a margin', () => {
    expect(pieces('2026-03-06', 'en')).toEqual({ day: '6', weekday: 'Fri', month: 'Mar', year: '2026' })
  })
  it('name twelve months from any month, over the end of a year', () => {
    expect(months('2026-11', 'en').slice(0, 3)).toEqual(['Nov', 'Dec', 'Jan'])
    expect(months('2026-11', 'fr')).toHaveLength(12)
  })
})

describe('times', () => {
  it('use 24 hours, midnight as 00:00', () => {
    expect(time('2026-03-12T11:00:00Z', 'Africa/Nairobi', 'en')).toBe('14:00')
    expect(time('2026-03-12T22:00:00Z', 'Africa/Johannesburg', 'fr')).toBe('00:00')
  })
})

describe('distances', () => {
  const now = '2026-03-12T20:00:00Z'
  it('count calendar days where the reader is, so that the next morning is tomorrow', () => {
    expect(relative('2026-03-13T03:00:00Z', now, 'en', 'Africa/Nairobi')).toBe('tomorrow')
    expect(relative('2026-03-12T20:45:00Z', now, 'en', 'Africa/Nairobi')).toBe('in 45 minutes')
    expect(relative('2026-03-05', now, 'en', 'Africa/Nairobi')).toBe('7 days ago')
  })
  it('grow coarser with the distance', () => {
    expect(relative('2026-04-10', now, 'en')).toBe('in 4 weeks')
    expect(relative('2026-09-12', now, 'en')).toBe('in 6 months')
    expect(relative('2029-03-12', now, 'fr')).toBe('dans 3 ans')
  })
})

it('joins words as the language does', () => {
  expect(list(['a', 'b', 'c'], 'en')).toBe('a, b and c')
  expect(list(['a', 'b'], 'fr', 'disjunction')).toBe('a ou b')
})
