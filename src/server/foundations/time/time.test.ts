import { describe, expect, test } from 'vitest'
import {
  datesOf,
  daysAfter,
  daysBetween,
  isZone,
  monthly,
  offsetHours,
  placeOf,
  scheduled,
  wallAt,
  weekdayOf,
  weekendOf,
  weekly,
  zonesOf,
} from './index.ts'

describe('wall time', () => {
  test('stays when the clocks change, and the instant moves', () => {
    const winter = scheduled('2027-03-25', '13:00', 'Europe/Paris')
    const summer = scheduled('2027-04-01', '13:00', 'Europe/Paris')
    expect([winter.wall, winter.instant]).toEqual(['2027-03-25T13:00', '2027-03-25T12:00:00Z'])
    expect([summer.wall, summer.instant]).toEqual(['2027-04-01T13:00', '2027-04-01T11:00:00Z'])
    expect(summer.start).toBe('2027-04-01T13:00:00+02:00[Europe/Paris]')
  })

  test('an hour that spring skips moves forward, one that autumn repeats is the first', () => {
    expect(scheduled('2027-03-28', '02:30', 'Europe/Paris').wall).toBe('2027-03-28T03:30')
    expect(scheduled('2027-10-31', '02:30', 'Europe/Paris').start).toBe('2027-10-31T02:30:00+02:00[Europe/Paris]')
  })

  test('refuses a zone nobody knows and a day that does not exist', () => {
    expect(() => scheduled('2027-02-01', '10:00', 'Mars/Olympus')).toThrow(RangeError)
    expect(() => scheduled('2027-02-30', '10:00', 'UTC')).toThrow(RangeError)
  })

  test('is told in another zone', () => {
    expect(wallAt('2027-03-11T11:00:00Z', 'Asia/Kathmandu')).toBe('2027-03-11T16:45')
  })

  test('days are counted over the end of a month', () => {
    expect(daysAfter('2027-02-27', 3)).toBe('2027-03-02')
    expect(daysBetween('2027-02-27', '2027-03-02')).toHaveLength(4)
    expect(weekdayOf('2027-03-11')).toBe(4)
  })
})

describe('recurrences', () => {
  test('the second Thursday of every month is between the 8th and the 14th and a Thursday', () => {
    const dates = datesOf(monthly([2], 4), '2027-01-11', '2028-01-10')
    expect(dates).toHaveLength(12)
    for (const date of dates) {
      expect(weekdayOf(date)).toBe(4)
      expect(Number(date.slice(8))).toBeGreaterThanOrEqual(8)
      expect(Number(date.slice(8))).toBeLessThanOrEqual(14)
    }
  })

  test('the first and third Tuesday of some months, and the last of them', () => {
    expect(datesOf(monthly([1, 3], 2, [9, 2]), '2027-01-01', '2027-12-31')).toEqual([
      '2027-02-02',
      '2027-02-16',
      '2027-09-07',
      '2027-09-21',
    ])
    expect(datesOf(monthly([-1], 2, [2]), '2027-01-01', '2027-12-31')).toEqual(['2027-02-23'])
  })

  test('every second Wednesday counts from the first', () => {
    expect(datesOf(weekly(3, 2), '2027-03-01', '2027-03-31')).toEqual(['2027-03-03', '2027-03-17', '2027-03-31'])
  })
})

describe('zones and weekends', () => {
  test('a country gives the zone where most of its people live first, under the name used today', () => {
    expect(zonesOf('ZA')).toEqual(['Africa/Johannesburg'])
    expect(zonesOf('US')[0]).toBe('America/New_York')
    expect(zonesOf('NP')).toEqual(['Asia/Kathmandu'])
    expect([zonesOf('XX'), zonesOf(''), zonesOf('Kenya')]).toEqual([[], [], []])
  })

  test('every zone given for a country is known to the runtime', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const zones = letters.flatMap((a) => letters.flatMap((b) => zonesOf(a + b)))
    expect(zones.length).toBeGreaterThan(250)
    expect(zones.filter((zone) => !isZone(zone))).toEqual([])
  })

  test('only names of the database are zones', () => {
    expect([isZone('Africa/Nairobi'), isZone('+03:00'), isZone('Nairobi')]).toEqual([true, false, false])
  })

  test('offsets carry quarters of an hour, and places read as people write them', () => {
    expect(offsetHours('Asia/Kathmandu', '2027-01-01')).toBe(5.75)
    expect(placeOf('Africa/Addis_Ababa')).toBe('Addis Ababa')
  })

  test('weekends are those of the country', () => {
    expect(weekendOf('EG')).toEqual([5, 6])
    expect(weekendOf('KE')).toEqual([6, 7])
    expect(weekendOf('UG')).toEqual([6, 7])
    expect(weekendOf('PS')).toEqual([5, 6])
  })
})
