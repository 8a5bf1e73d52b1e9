/**
 * What everything in a design is made of: the context that goes in, and what the rules decide. Rules and parts stand on this;
 * the whole design, which holds the parts, is in `types.ts`.
 */
import type { Locale } from '#i18n/index.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** The seven parts of a design, in the order of the founding specification. */
export const partIds = [
  'governance',
  'calendar',
  'knowledge',
  'engagement',
  'platform',
  'evaluation',
  'sustainability',
] as const
export type PartId = (typeof partIds)[number]

/** One reason behind a decision: the rule, why it says so, and the answers that made it speak. */
export interface Because {
  /** Id of the rule (`rul-hub-two-circles`), or `base` / `formula-…` / `check-…` / `override`. */
  rule: string
  /** The rule's rationale, in the language of the design. */
  reason: string
  /** Where the rule comes from, when one is named. */
  source?: string
  /** The answers that the rule read; `assumed` when nobody gave them. */
  answers: { id: string; value: Json; assumed: boolean }[]
}

/** A person's change to a decision, kept when answers change. */
export interface Override {
  value: Json
  reason: string
  by?: string
  /** ISO instant. */
  at?: string
}

/** One thing that the design settles, at one path such as `cadence.peer-clinic`. */
export interface Decision {
  /** The path. */
  id: string
  part: PartId
  value: Json
  because: Because[]
  override?: Override
  /** What the rules had come to, where a person overrode it. */
  ruled?: Json
  /** What other rules asked for and did not get. */
  outvoted?: { value: Json; because: Because[] }[]
}

/** A risk, a contradiction or a weakness that a reader must know of. */
export interface Warning {
  id: string
  part: PartId
  severity: 'error' | 'risk' | 'note'
  text: string
  because: Because[]
}

/** An answer nobody gave, and what was taken instead. */
export interface Assumption {
  answer: string
  value: Json
  text: string
}

/** What the rules came to: the answers they read and every decision with its reasons. */
export interface Decided {
  readonly locale: Locale
  readonly context: Context
  /** Every answer by id (`scope.members`), given, defaulted or derived. */
  readonly answers: Readonly<Record<string, Json>>
  /** Ids of the answers that were defaulted. */
  readonly assumed: ReadonlySet<string>
  /** The same as sentences, with the exchange rate where one was used. */
  readonly assumptions: Assumption[]
  /** Ids of the rules that spoke, layer by layer. */
  readonly fired: string[]
  readonly decisions: Decision[]
  /** Mandatory checklist items and advice the rules gave, by path. */
  readonly requirements: Decision[]
  readonly recommendations: Decision[]
  readonly warnings: Warning[]
  /** The decided value at a path; `undefined` when no rule spoke. */
  value<T extends Json = Json>(path: string): T | undefined
  /** A decided list at a path; empty when no rule spoke. */
  list(path: string): string[]
  /** An answer by id; throws on an unknown id. */
  answer<T extends Json = Json>(id: string): T
  /** The reasons behind a path; empty when no rule spoke. */
  because(path: string): Because[]
}

export type Priority = 'high' | 'medium' | 'low'
export interface Gap {
  title: string
  type: string
  priority: Priority
  expertise: string
}
/** A time in which nothing is held. Dates are `YYYY-MM-DD`, both inside. */
export interface QuietPeriod {
  from: string
  to: string
  name?: string
}

/** The context as it was given: six groups of answers under their kebab-case names; what is missing is assumed. */
export interface Context {
  community: {
    name: string
    host?: string
    purpose?: string
    /** ISO 3166-1 alpha-2, the host's first. */
    countries?: string[]
    /** `YYYY-MM-DD`: the first day of the community's year. */
    start?: string
    /** IANA zone of the organiser. */
    zone?: string
    'quiet-periods'?: QuietPeriod[]
  }
  scope: Record<string, Json>
  structure: Record<string, Json>
  existing: Record<string, Json> & { 'limits-in-own-words'?: string[] }
  gaps: Record<string, Json> & { list?: Gap[] }
  platforms: Record<string, Json>
  /** `annual` in `currency`, as the people count it; `annual-usd` given or derived at a stated rate. */
  budget: Record<string, Json> & { annual?: number; currency?: string; 'annual-usd'?: number }
}

/** Hours a month that the design asks of somebody, against what was promised. */
export interface Load {
  who: string
  hours: number
  promised: number | null
  /** What the hours are made of. */
  lines: { what: string; hours: number }[]
}
