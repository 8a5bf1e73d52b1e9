import { describe, expect, it } from 'vitest'
import { bandsOf, drawMark, drawRings, peopleIn, peoplePerLine, type RingCounts } from './rings.ts'

const thuto: RingCounts = { core: 12, active: 20, occasional: 28, peripheral: 40, dormant: 20 }
const nobody: RingCounts = { core: 0, active: 0, occasional: 0, peripheral: 0, dormant: 0 }
const bandClasses = (svg: string) => [...svg.matchAll(/class="(r\d)"/g)].map((match) => match[1])

describe('the bands', () => {
  it('are as wide as the people in them, from heart to bark without a gap', () => {
    const bands = bandsOf(thuto)
    expect(bands.map((band) => Math.round((band.outer - band.inner) * peopleIn(thuto)))).toEqual([12, 20, 28, 40, 20])
    expect(bands[0]?.inner).toBe(0)
    expect(bands.at(-1)?.outer).toBe(1)
    bands.slice(1).forEach((band, i) => expect(band.inner).toBe(bands[i]?.outer))
  })
  it('keep their own ring when others are empty', () => {
    expect(bandsOf({ ...nobody, core: 2, peripheral: 6 }).map((band) => band.n)).toEqual([1, 4])
  })
})

describe('the drawing', () => {
  it('is the same tree for the same community, and another for another', () => {
    expect(drawRings('thuto', thuto, 'x')).toBe(drawRings('thuto', thuto, 'x'))
    expect(drawRings('thuto', thuto, 'x')).not.toBe(drawRings('moroke', thuto, 'x'))
    expect(drawMark('thuto', thuto)).toBe(drawMark('thuto', thuto))
  })
  it('draws the outer bands first, so that the heart lies on top', () => {
    expect(bandClasses(drawRings('thuto', thuto, 'x'))).toEqual(['r5', 'r4', 'r3', 'r2', 'r1'])
  })
  it('leads from each ring that has people to its row, and from no other', () => {
    expect(drawRings('thuto', thuto, 'x').match(/class="lead"/g)).toHaveLength(5)
    expect(drawRings('thuto', { ...thuto, dormant: 0 }, 'x').match(/class="lead"/g)).toHaveLength(4)
  })
  it('shows a seedling and no band when there is nobody', () => {
    const svg = drawRings('new', nobody, 'nobody yet')
    expect(bandClasses(svg)).toEqual([])
    expect(svg).toContain('seedling')
    expect(svg).not.toContain('NaN')
  })
  it('shows one person as a whole trunk', () => {
    const svg = drawRings('one', { ...nobody, core: 1 }, 'one')
    expect(bandClasses(svg)).toEqual(['r1'])
    expect(svg).not.toMatch(/NaN|Infinity/)
  })
  it('says its numbers to those who do not see it, whatever is in the words', () => {
    expect(drawRings('thuto', thuto, 'a "quoted" <b> & more')).toContain(
      'aria-label="a &quot;quoted&quot; &lt;b> &amp; more"',
    )
  })
  it('stays small for a community of a hundred thousand', () => {
    const many = { core: 2000, active: 8000, occasional: 20_000, peripheral: 50_000, dormant: 20_000 }
    expect(drawRings('many', many, 'x').length).toBeLessThan(drawRings('thuto', thuto, 'x').length * 1.2)
  })
})

describe('the grain', () => {
  it('stands for four people in a community of 120, for one in a small one, and is never too dense', () => {
    expect(peoplePerLine(120)).toBe(4)
    expect(peoplePerLine(11)).toBe(1)
    for (const total of [35, 200, 999, 12_345, 1_000_000]) expect(total / peoplePerLine(total)).toBeLessThanOrEqual(34)
  })
})

describe('the mark', () => {
  it('has no filled ring where nobody was counted', () => {
    expect(bandClasses(drawMark('copse'))).toEqual(['r5', 'r4'])
    expect(drawMark('copse')).toContain('class="grain"')
  })
})
