/** The questions of the pulse: which of them an event asks, in which words, and what an answer to each is. */
import english from '#content/surveys.json' with { type: 'json' }
import french from '#content/fr/surveys.json' with { type: 'json' }
import type { Locale } from '#i18n/index.ts'
import { Invalid } from '../../errors.ts'

export interface PulseOption {
  /** What is sent and kept. */
  value: string
  label: string
}

/** A question as it is asked, in one language. */
export interface PulseQuestion {
  id: string
  text: string
  /** One of a scale that has a mean, one of several answers, before and after on a scale, or one's own words. */
  kind: 'scale' | 'choice' | 'double' | 'text'
  options: PulseOption[]
}

/** Of the closing questions one asks for an action, the other for what to change. */
const closing = { action: 'intended-action', improve: 'improve' }
/** First of all, where the format asks it. */
const first = 'useful'
/** The ratio of their means is an indicator (KNO-02): they are asked of the same people. */
const together = ['learned-how', 'learned-about']

/**
 * Which questions the next event of a format asks, out of those that the format names: what was useful, two more, the one
 * thing to try, what to change; never more than five (content/surveys.json, analysis rules). Two more are others from one
 * event to the next, `before` being how many have asked, so that in time each has its turn.
 */
export function questionsFor(asked: readonly string[], before: number): string[] {
  const known = asked.filter((id) => all.has(id))
  if (known.length === 0) return []
  const others = known.filter((id) => id !== first && !Object.values(closing).includes(id))
  const pairs = inPairs(others)
  return [
    ...known.filter((id) => id === first),
    ...(pairs[before % Math.max(1, pairs.length)] ?? []),
    ...known.filter((id) => id === closing.action),
    closing.improve,
  ]
}

/** Two at a time, those that belong together first. */
function inPairs(ids: readonly string[]): string[][] {
  const paired = together.every((id) => ids.includes(id)) ? together : []
  const rest = ids.filter((id) => !paired.includes(id))
  return [
    ...(paired.length > 0 ? [[...paired]] : []),
    ...Array.from({ length: Math.ceil(rest.length / 2) }, (_, i) => rest.slice(2 * i, 2 * i + 2)),
  ]
}

interface Source {
  id: string
  text: string
  type: string
  scale?: string
  options?: { id: string; label: string }[]
}

const survey = english.surveys.find(({ id }) => id === 'post-event-pulse')!
const all = new Map((survey.questions as Source[]).map((question) => [question.id, question]))
const scales = english.scales as Record<string, { value: number | null; label: string }[]>
const inFrench = {
  scales: french.scales as Record<string, string[]>,
  questions: french.surveys['post-event-pulse'].questions as Record<
    string,
    { text: string; options?: Record<string, string> } | undefined
  >,
}

/** Questions by their ids, in the words of a language; one that the survey has no more is left out. */
export function pulseQuestions(ids: readonly string[], locale: Locale): PulseQuestion[] {
  return ids.flatMap((id) => {
    const question = all.get(id)
    return question ? [worded(question, locale)] : []
  })
}

function worded({ id, text, type, scale, options = [] }: Source, locale: Locale): PulseQuestion {
  const said = locale === 'fr' ? inFrench.questions[id] : undefined
  const labels = locale === 'fr' && scale ? inFrench.scales[scale] : undefined
  const points = scale
    ? scales[scale]!.map(({ value, label }, i) => ({ value: String(value), label: labels?.[i] ?? label }))
    : options.map((option) => ({ value: option.id, label: said?.options?.[option.id] ?? option.label }))
  const kind =
    type === 'text'
      ? 'text'
      : type === 'double-scale'
        ? 'double'
        : type === 'choice' || points.length < 3
          ? 'choice'
          : 'scale'
  return { id, text: said?.text ?? text, kind, options: points }
}

/** An answer as it is kept, by the question's id. */
export type Said = Record<string, number | string | { before: number; now: number }>

const longest = 500

/**
 * What somebody answered to these questions; what was left out is left out. Throws Invalid at `said.<id>` for what is no
 * answer to its question, and at the first one where nothing was answered at all.
 */
export function answersFrom(ids: readonly string[], typed: Readonly<Record<string, unknown>>): Said {
  const questions = pulseQuestions(ids, 'en')
  const said = Object.fromEntries(
    questions.flatMap((question) => {
      const answer = answerFrom(question, typed[question.id])
      return answer === undefined ? [] : [[question.id, answer] as const]
    }),
  )
  if (Object.keys(said).length === 0) throw wrong(ids[0]!, 'pulse.nothing')
  return said
}

function answerFrom({ id, kind, options }: PulseQuestion, typed: unknown): Said[string] | undefined {
  if (kind === 'double') {
    const { before, now } = (typeof typed === 'object' && typed !== null ? typed : {}) as Record<string, unknown>
    if (!before && !now) return undefined
    const both = { before: pointOf(options, before), now: pointOf(options, now) }
    if (both.before === undefined || both.now === undefined) throw wrong(id, 'pulse.both')
    return { before: both.before, now: both.now }
  }
  const text = typeof typed === 'string' || typeof typed === 'number' ? String(typed).replaceAll('\0', '').trim() : ''
  if (text === '') return undefined
  if (kind === 'text') {
    if (text.length > longest) throw wrong(id, 'pulse.long', { most: longest, length: text.length })
    return text
  }
  if (!options.some(({ value }) => value === text)) throw wrong(id, 'field.choice')
  return kind === 'scale' ? Number(text) : text
}

function pointOf(options: readonly PulseOption[], typed: unknown): number | undefined {
  return options.some(({ value }) => value === String(typed)) ? Number(typed) : undefined
}

function wrong(question: string, code: string, params: Record<string, unknown> = {}): Invalid {
  return new Invalid('input', {}, [{ path: ['said', question], code, params }])
}
