/** The kinds of polls, what an answer to each is, and what may be answered. */
import { z } from 'zod'
import { Invalid } from '../../../errors.ts'
import { id, optional, whole } from '../../../foundations/input.ts'

export const kinds = ['single', 'multiple', 'scale', 'ranking', 'words', 'open', 'quiz', 'dates'] as const
export type PollKind = (typeof kinds)[number]

/** Who sees results when. */
export const shows = ['hidden', 'after-vote', 'after-close', 'live'] as const
export type ResultsShown = (typeof shows)[number]

/** Kinds that need options to choose from. */
export const withOptions: ReadonlySet<PollKind> = new Set(['single', 'multiple', 'ranking', 'quiz', 'dates'])

export interface PollOption {
  id: string
  label: string
  is_right: boolean
  /** Of a poll for dates: ISO instant. */
  starts_at: string | null
}

export interface AskedPoll {
  kind: PollKind
  most: number | null
  low: number | null
  high: number | null
  options: readonly PollOption[]
}

/** An answer as it is kept: one of these, by the kind of its poll. Ids are those of options. */
export interface Answer {
  /** Chosen; of a ranking all of them, the best first. */
  c?: string[]
  /** On a scale. */
  n?: number
  /** Words. */
  w?: string[]
  /** A text. */
  t?: string
  /** Dates on which somebody can, and on which they could. */
  y?: string[]
  m?: string[]
}

const list = <S extends z.ZodType>(each: S, most: number) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(each).max(most),
  )

/** What a form or a program says: only what its kind asks for is read. */
export const answerInput = {
  choice: optional(id),
  choices: list(id, 20).optional(),
  rating: optional(whole(-100, 100)),
  /** Option → its rank, 1 for the best. */
  ranks: z.record(id, optional(whole(1, 20))).optional(),
  words: z
    .preprocess((value) => (typeof value === 'string' ? value.split(/[,;\n]/) : value), list(z.string().max(500), 40))
    .optional(),
  text: optional(z.string().max(20_000)),
  /** Option → whether one can on that date. */
  dates: z.record(id, z.enum(['yes', 'maybe', 'no'], 'field.choice')).optional(),
}

export type Said = z.output<z.ZodObject<typeof answerInput>>

const longest = { word: 40, text: 500 }

/** The answer that was meant. Throws Invalid at the field that does not fit, with what would. */
export function answerFrom(poll: AskedPoll, said: Said): Answer {
  const known = new Map(poll.options.map((option, i) => [option.id, i]))
  const order = (ids: readonly string[]) => [...new Set(ids)].toSorted((a, b) => known.get(a)! - known.get(b)!)
  const mustBeKnown = (ids: readonly string[], field: string) => {
    if (ids.some((each) => !known.has(each))) throw wrong(field, 'field.choice')
  }
  switch (poll.kind) {
    case 'single':
    case 'quiz': {
      if (!said.choice) throw wrong('choice', 'live.choose')
      mustBeKnown([said.choice], 'choice')
      return { c: [said.choice] }
    }
    case 'multiple': {
      const chosen = order(said.choices ?? [])
      if (chosen.length === 0) throw wrong('choices', 'live.choose')
      mustBeKnown(chosen, 'choices')
      if (poll.most !== null && chosen.length > poll.most) throw wrong('choices', 'live.too-many', { most: poll.most })
      return { c: chosen }
    }
    case 'scale': {
      if (said.rating === undefined) throw wrong('rating', 'live.choose')
      if (said.rating < poll.low! || said.rating > poll.high!)
        throw wrong('rating', 'live.off-scale', { low: poll.low, high: poll.high })
      return { n: said.rating }
    }
    case 'ranking':
      return { c: ranked(poll, said) }
    case 'words':
      return { w: wordsOf(poll, said) }
    case 'open':
      return { t: sentenceOf(said) }
    case 'dates': {
      const given = Object.entries(said.dates ?? {})
      mustBeKnown(
        given.map(([option]) => option),
        'dates',
      )
      const those = (answer: string) => order(given.filter(([, each]) => each === answer).map(([option]) => option))
      if (given.length === 0) throw wrong('dates', 'live.choose')
      return { y: those('yes'), m: those('maybe') }
    }
  }
}

/** Every option once, by the ranks that were given; two at one rank, or one without, is not a ranking. */
function ranked({ options }: AskedPoll, { ranks = {} }: Said): string[] {
  const given = options.map((option) => ({ id: option.id, rank: ranks[option.id] }))
  if (given.some(({ rank }) => rank === undefined)) throw wrong('ranks', 'live.rank-all')
  if (new Set(given.map(({ rank }) => rank)).size < given.length) throw wrong('ranks', 'live.rank-once')
  return given.toSorted((a, b) => a.rank! - b.rank!).map(({ id: option }) => option)
}

function wordsOf({ most }: AskedPoll, said: Said): string[] {
  const typed = (said.words ?? []).map((word) => word.replace(/\s+/g, ' ').trim()).filter(Boolean)
  if (typed.length === 0) throw wrong('words', 'live.say-something')
  if (typed.some((word) => word.length > longest.word)) throw wrong('words', 'live.word-long', { most: longest.word })
  const words = [...new Set(typed)]
  if (most !== null && words.length > most) throw wrong('words', 'live.too-many', { most })
  return words
}

function sentenceOf(said: Said): string {
  const text = (said.text ?? '').replaceAll('\0', '').replace(/\s+/g, ' ').trim()
  if (text === '') throw wrong('text', 'live.say-something')
  if (text.length > longest.text) throw wrong('text', 'live.text-long', { most: longest.text, length: text.length })
  return text
}

function wrong(field: string, code: string, params: Record<string, unknown> = {}): Invalid {
  return new Invalid('input', {}, [{ path: [field], code, params }])
}
