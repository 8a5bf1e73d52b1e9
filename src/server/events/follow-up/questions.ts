/** What is asked some weeks after an event, and what an answer is. Source: content/surveys.json, follow-up-pulse. */
import { z } from 'zod'
import english from '#content/surveys.json' with { type: 'json' }
import french from '#content/fr/surveys.json' with { type: 'json' }
import type { Locale } from '#i18n/index.ts'
import { decimal, flag, lines, oneOf, optional } from '../../foundations/input.ts'

/** Whether it was used, from "as it was" to "not relevant". */
export const uses = [
  'used-as-it-was',
  'adapted-it',
  'tried-did-not-work',
  'not-yet-still-plan-to',
  'no-not-relevant',
] as const
export type Use = (typeof uses)[number]

/** Trying without success is use, too (analysis rules of the survey). */
export const isUse = (used: Use): boolean => uses.indexOf(used) < 3

export const barriers = [
  'no-time',
  'no-authority',
  'tool-not-suited',
  'needed-more-skill',
  'no-data-or-resources',
  'colleagues-not-on-board',
  'situation-changed',
  'other',
] as const
export type Barrier = (typeof barriers)[number]

/** Whether it may be quoted: not at all, without a name, with it. */
export const quotes = ['no', 'unnamed', 'named'] as const
export type Quote = (typeof quotes)[number]

/** How sure somebody is of their estimate, and how much of it was due to the community: percent. */
export const confidences = ['25', '50', '75', '90'] as const
export const shares = ['10', '25', '50', '75', '100'] as const

/** What somebody tells. */
export const toldInput = {
  used: oneOf(uses),
  what: lines(5000).optional(),
  barriers: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : (value ?? [])),
    z.array(oneOf(barriers)).max(barriers.length),
  ),
  /** Saved because of it; below 0, lost. */
  hours: optional(decimal(-2000, 2000)),
  confidence: optional(oneOf(confidences)),
  share: optional(oneOf(shares)),
  may_talk: flag,
  quote: oneOf(quotes).default('no'),
}

export type Told = z.output<z.ZodObject<typeof toldInput>>

interface Option<T> {
  value: T
  label: string
}

/** The questions in the words of a language. */
export interface FollowUpQuestions {
  used: string
  uses: Option<Use>[]
  what: string
  barrier: string
  barriers: Option<Barrier>[]
  hours: string
  confidence: string
  confidences: Option<(typeof confidences)[number]>[]
  share: string
  shares: Option<(typeof shares)[number]>[]
  talk: string
}

const asked = english.surveys.find(({ id }) => id === 'follow-up-pulse')!.questions as {
  id: string
  text: string
  options?: { id: string; label: string }[]
}[]
const translated = french.surveys['follow-up-pulse'].questions as Record<
  string,
  { text: string; options?: Record<string, string> } | undefined
>

export function followUpQuestions(locale: Locale): FollowUpQuestions {
  const question = (id: string) => {
    const original = asked.find((each) => each.id === id)!
    const said = locale === 'fr' ? translated[id] : undefined
    return {
      text: said?.text ?? original.text,
      label: (option: string) =>
        said?.options?.[option] ?? original.options?.find((each) => each.id === option)?.label ?? option,
    }
  }
  const [used, barrier, sure, share] = [
    question('used'),
    question('barrier'),
    question('confidence'),
    question('share'),
  ]
  return {
    used: used.text,
    uses: uses.map((value) => ({ value, label: used.label(value) })),
    what: question('what').text,
    barrier: barrier.text,
    barriers: barriers.map((value) => ({ value, label: barrier.label(value) })),
    hours: question('hours').text,
    confidence: sure.text,
    confidences: confidences.map((value) => ({ value, label: sure.label(value) })),
    share: share.text,
    shares: shares.map((value) => ({ value, label: share.label(value) })),
    talk: question('story').text,
  }
}
