/** What a round came to: how positions lay before and after, and how many moved. Pure. */
import { fewest } from '../live/index.ts'

/** The ends of the scale: 1 is disagree, 5 is agree. */
export const points = [1, 2, 3, 4, 5] as const

export interface Taken {
  before: number | null
  before_why: string | null
  after: number | null
  after_why: string | null
}

export interface Why {
  value: number
  text: string
}

export interface Shift {
  /** People at each point of the scale; `null` where so few answered that one could tell who. */
  before: number[] | null
  after: number[] | null
  said: { before: number; after: number; both: number }
  /** Of those who said it both times: nearer to agreeing, further from it, as before. `null` where they are too few. */
  moved: { towards: number; away: number; unchanged: number } | null
  whys: { before: Why[]; after: Why[] }
}

/**
 * The shift on one statement. `until` is how far it may be told: `before` the first positions alone, `all` once the round is
 * closed. Answers of fewer people than a poll tells apart are not told, unless they are given under a name.
 */
export function shiftOf(taken: readonly Taken[], until: 'nothing' | 'before' | 'all', named: boolean): Shift {
  const least = named ? 1 : fewest
  const first = until === 'nothing' ? [] : taken.filter(({ before }) => before !== null)
  const second = until === 'all' ? taken.filter(({ after }) => after !== null) : []
  const both = second.filter(({ before }) => before !== null)
  return {
    before: first.length < least ? null : spread(first.map(({ before }) => before!)),
    after: second.length < least ? null : spread(second.map(({ after }) => after!)),
    said: { before: first.length, after: second.length, both: both.length },
    moved: both.length < least ? null : moves(both),
    whys: {
      before: first.length < least ? [] : whys(first.map(({ before, before_why }) => [before!, before_why])),
      after: second.length < least ? [] : whys(second.map(({ after, after_why }) => [after!, after_why])),
    },
  }
}

function spread(values: readonly number[]): number[] {
  return points.map((point) => values.filter((value) => value === point).length)
}

function moves(both: readonly Taken[]): NonNullable<Shift['moved']> {
  const steps = both.map(({ before, after }) => after! - before!)
  return {
    towards: steps.filter((step) => step > 0).length,
    away: steps.filter((step) => step < 0).length,
    unchanged: steps.filter((step) => step === 0).length,
  }
}

/** From disagreeing to agreeing, each side in the order of its words: never in the order in which people came. */
function whys(said: readonly (readonly [value: number, why: string | null])[]): Why[] {
  return said
    .flatMap(([value, text]) => (text ? [{ value, text }] : []))
    .toSorted((a, b) => a.value - b.value || (a.text < b.text ? -1 : 1))
}
