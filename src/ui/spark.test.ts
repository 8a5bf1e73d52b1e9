import { describe, expect, it } from 'vitest'
import { spark } from './spark.ts'

const heights = (line: string) => [...line.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((match) => Number(match[1]))

describe('the line of an indicator', () => {
  it('rises with its values and ends at the newest', () => {
    const { line, end } = spark([38, 41, 61])
    const [first, middle, last] = heights(line)
    expect(first).toBeGreaterThan(middle!)
    expect(middle).toBeGreaterThan(last!)
    expect(end).toEqual({ x: 139, y: last })
  })
  it('takes the aim into its scale', () => {
    expect(spark([10, 20], 40).aim).toBe('M0 6H144')
    expect(heights(spark([10, 20], 40).line).every((y) => y > 6)).toBe(true)
  })
  it('leaves a gap where nothing was measured', () => {
    expect(spark([1, null, 2, 3]).line.match(/M/g)).toHaveLength(2)
  })
  it('draws a level line when nothing changes, a point when there is one value, nothing when there is none', () => {
    expect(new Set(heights(spark([5, 5, 5]).line)).size).toBe(1)
    expect(spark([5]).end).toEqual({ x: 139, y: 23.5 })
    expect(spark([]).end).toBeUndefined()
    expect(spark([null, null]).line).toBe('')
  })
})
