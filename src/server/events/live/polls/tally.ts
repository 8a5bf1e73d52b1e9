/** Results from answers. Pure: the same answers, in whatever order, are the same result. */
import type { Answer, AskedPoll, PollKind } from './kinds.ts'
import { fold, isRude } from './fold.ts'

/** Anonymous answers of fewer people than this are not told apart: three who know one another would know who said what. */
export const fewest = 4

export interface Line {
  /** Id of the option, the point of a scale, or the word. */
  key: string
  label: string
  /** Votes for it; of a ranking, points (below). */
  count: number
  /** Of all who voted, 0 to 1; of a ranking, of the most points that were to be had. */
  share: number
  right?: boolean
  /** Of dates: those who could if need be. */
  maybe?: number
  startsAt?: string
}

export interface OpenLine {
  id: string
  text: string
  /** The author and those who say the same. */
  count: number
  hidden: boolean
}

export interface Results {
  votes: number
  /** Too few to be told apart: `lines` and `answers` are empty. */
  tooFew: boolean
  lines: Line[]
  answers: OpenLine[]
  /** Of a scale. */
  mean: number | null
  median: number | null
  /** Words that were typed and are not shown. */
  unshown: number
}

export interface CastVote {
  id: string
  answer: Answer
  hidden: boolean
  mergedInto: string | null
  /** Whose it is and who says the same, so that nobody is counted twice; never shown. */
  voters: readonly string[]
}

interface Tallied extends AskedPoll {
  is_anonymous: boolean
  locale: string
}

/** `reveal` shows which answer of a quiz was right: once it is closed. */
export function tally(poll: Tallied, votes: readonly CastVote[], reveal: boolean): Results {
  const empty: Results = {
    votes: votes.length,
    tooFew: false,
    lines: [],
    answers: [],
    mean: null,
    median: null,
    unshown: 0,
  }
  if (votes.length === 0) return { ...empty, lines: linesOf(poll, votes, reveal) }
  if (poll.is_anonymous && votes.length < fewest) return { ...empty, tooFew: true }
  if (poll.kind === 'open') return { ...empty, answers: openAnswers(votes) }
  if (poll.kind === 'words') return { ...empty, ...cloud(poll.locale, votes) }
  const lines = linesOf(poll, votes, reveal)
  return poll.kind === 'scale'
    ? { ...empty, lines, ...middle(votes.map(({ answer }) => answer.n!)) }
    : { ...empty, lines }
}

function linesOf(poll: Tallied, votes: readonly CastVote[], reveal: boolean): Line[] {
  const of: Record<PollKind, () => Line[]> = {
    single: () => chosen(poll, votes, false),
    multiple: () => chosen(poll, votes, false),
    quiz: () => chosen(poll, votes, reveal),
    dates: () => dates(poll, votes),
    ranking: () => ranking(poll, votes),
    scale: () => points(poll, votes),
    words: () => [],
    open: () => [],
  }
  return of[poll.kind]()
}

function chosen({ options }: Tallied, votes: readonly CastVote[], reveal: boolean): Line[] {
  return options.map(({ id, label, is_right }) => {
    const count = votes.filter(({ answer }) => answer.c?.includes(id)).length
    return { key: id, label, count, share: part(count, votes.length), ...(reveal ? { right: is_right } : {}) }
  })
}

function dates({ options }: Tallied, votes: readonly CastVote[]): Line[] {
  return options.map(({ id, label, starts_at }) => {
    const count = votes.filter(({ answer }) => answer.y?.includes(id)).length
    const maybe = votes.filter(({ answer }) => answer.m?.includes(id)).length
    return {
      key: id,
      label,
      count,
      maybe,
      share: part(count, votes.length),
      ...(starts_at ? { startsAt: starts_at } : {}),
    }
  })
}

/** Borda count: of n options the first gets n points, the last 1. Best first; equals in the order of the poll. */
function ranking({ options }: Tallied, votes: readonly CastVote[]): Line[] {
  const points = new Map(options.map(({ id }) => [id, 0]))
  for (const { answer } of votes)
    for (const [i, id] of (answer.c ?? []).entries()) points.set(id, (points.get(id) ?? 0) + options.length - i)
  return options
    .map(({ id, label }) => ({
      key: id,
      label,
      count: points.get(id)!,
      share: part(points.get(id)!, votes.length * options.length),
    }))
    .toSorted((a, b) => b.count - a.count)
}

function points({ low, high }: Tallied, votes: readonly CastVote[]): Line[] {
  return Array.from({ length: high! - low! + 1 }, (_, i) => low! + i).map((point) => {
    const count = votes.filter(({ answer }) => answer.n === point).length
    return { key: String(point), label: String(point), count, share: part(count, votes.length) }
  })
}

function middle(numbers: number[]): { mean: number; median: number } {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return {
    mean: sorted.reduce((sum, n) => sum + n, 0) / sorted.length,
    median: sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2,
  }
}

/** Words by how many people said them, in the spelling that most used. Rude ones are counted and not shown. */
function cloud(locale: string, votes: readonly CastVote[]): Pick<Results, 'lines' | 'unshown'> {
  const groups = new Map<string, { count: number; spellings: Map<string, number> }>()
  let unshown = 0
  for (const { answer } of votes) {
    const said = new Map((answer.w ?? []).map((word) => [fold(word, locale), word]))
    for (const [key, word] of said) {
      if (key === '' || isRude(word)) {
        unshown++
        continue
      }
      const group = groups.get(key) ?? { count: 0, spellings: new Map() }
      group.count++
      group.spellings.set(word, (group.spellings.get(word) ?? 0) + 1)
      groups.set(key, group)
    }
  }
  const lines = [...groups]
    .map(([key, { count, spellings }]) => ({ key, label: usual(spellings), count, share: part(count, votes.length) }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
  return { lines, unshown }
}

function usual(spellings: ReadonlyMap<string, number>): string {
  return [...spellings].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]![0]
}

/** Open answers, those of most people first; what was merged is counted with the other. */
function openAnswers(votes: readonly CastVote[]): OpenLine[] {
  const merged = Map.groupBy(votes, ({ id, mergedInto }) => mergedInto ?? id)
  return votes
    .filter(({ mergedInto }) => mergedInto === null)
    .map(({ id, answer, hidden }) => ({
      id,
      text: answer.t ?? '',
      count: new Set(merged.get(id)!.flatMap(({ voters }) => voters)).size,
      hidden: hidden || isRude(answer.t ?? ''),
    }))
    .toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
}

function part(count: number, all: number): number {
  return all === 0 ? 0 : count / all
}
