import { describe, expect, it } from 'vitest'
import { words } from '#i18n/index.ts'
import { clocks, place } from './when.ts'

const w = words('en')
const meeting = {
  start: '2026-03-12T11:00:00Z',
  end: '2026-03-12T13:00:00Z',
  organiser: 'Africa/Johannesburg',
  now: '2026-03-05T06:00:00Z',
}

describe('one moment, two clocks', () => {
  it("says the reader's first and the organiser's under it, both zones named", () => {
    expect(clocks({ ...meeting, zone: 'Africa/Nairobi' }, w)).toEqual({
      date: 'Thursday 12 March',
      clocks: [
        { time: '14:00–16:00', whose: 'your time (Nairobi)' },
        { time: '13:00–15:00', whose: 'organiser (Johannesburg)' },
      ],
    })
  })
  it('says one clock when both are in the same place', () => {
    expect(clocks({ ...meeting, zone: 'Africa/Johannesburg' }, w).clocks).toEqual([
      { time: '13:00–15:00', whose: 'your time and the organiser’s (Johannesburg)' },
    ])
  })
  it('names both places when their clocks agree', () => {
    expect(clocks({ ...meeting, zone: 'Africa/Harare' }, w).clocks).toEqual([
      { time: '13:00–15:00', whose: 'your time (Harare), the same in Johannesburg' },
    ])
  })
  it('gives a stranger the organiser’s clock alone', () => {
    expect(clocks(meeting, w).clocks).toEqual([{ time: '13:00–15:00', whose: 'organiser (Johannesburg)' }])
  })
  it('dates the organiser’s clock where it is another day there', () => {
    const late = { start: '2026-03-12T22:30:00Z', organiser: 'America/Lima', zone: 'Africa/Nairobi', now: meeting.now }
    expect(clocks(late, w).date).toBe('Friday 13 March')
    expect(clocks(late, w).clocks[1]?.time).toBe('Thu 12 March, 17:30')
  })
  it('dates the end of what goes on past midnight', () => {
    const night = { ...meeting, end: '2026-03-13T04:00:00Z', zone: 'Africa/Nairobi' }
    expect(clocks(night, w).clocks[0]?.time).toBe('14:00 – Fri 13 March, 07:00')
  })
  it('says the year when it is not this one', () => {
    expect(clocks({ ...meeting, start: '2027-03-12T11:00:00Z', end: undefined }, w).date).toBe('Friday 12 March 2027')
  })
})

describe('a zone', () => {
  it('is named by its city, in the language of the reader', () => {
    expect(place('Africa/Cairo', w)).toBe('Cairo')
    expect(place('Africa/Cairo', words('fr'))).toBe('Le Caire')
    expect(place('America/Argentina/Buenos_Aires', w)).toBe('Buenos Aires')
    expect(place('America/Port_of_Spain', w)).toBe('Port of Spain')
    expect(place('UTC', w)).toBe('UTC')
  })
})
