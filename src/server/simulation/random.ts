/** Chance that comes out the same each time: mulberry32 over a hash of the seed. */
export interface Dice {
  /** From 0 up to, not including, 1. */
  next(): number
  chance(p: number): boolean
  /** A whole number from `min` to `max`, both possible. */
  whole(min: number, max: number): number
  pick<T>(list: readonly T[]): T
  /** Some of a list, in a new order. */
  some<T>(list: readonly T[], count: number): T[]
}

export function dice(seed: string): Dice {
  let a = 2166136261
  for (const c of seed) a = Math.imul(a ^ c.codePointAt(0)!, 16777619)
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    chance: (p) => next() < p,
    whole,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    some: (list, count) => {
      const left = [...list]
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(whole(0, left.length - 1), 1)[0]!)
    },
  }
}
