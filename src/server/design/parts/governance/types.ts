/** What part 1 of a design holds. Plain JSON; texts are in the language of the design. */
import type { Because } from '../../basics.ts'
import type { CircleKey } from '../calendar/types.ts'

export interface Governance {
  mission: Mission
  objectives: Objective[]
  value: ValueProposition[]
  form: { id: string; name: string; text: string; because: string[] }
  roles: Role[]
  'working-groups': WorkingGroups
  raci: Raci
  circles: Circle[]
  hub: Hub
  subgroups: { id: string; name: string; text: string; because: string[] }[]
  onboarding: OnboardingStep[]
  charter: CharterClause[]
}

/** "We are [who] who learn together to [practice] so that [effect], by [three main ways]" (`domain/` entry 09.8). */
export interface Mission {
  text: string
  who: string
  practice: string
  effect: string
  ways: string[]
  because: string[]
  why: Because[]
}

/** One thing the community will be held to. */
export interface Objective {
  id: string
  text: string
  /** The gap it closes, by title; none for what serves all gaps. */
  gap?: string
  gapType?: string
  /** Id of the indicator in `content/indicators.json`, and its name. */
  indicator: string
  measure: string
  target: number
  unit: string
  direction: 'higher' | 'lower'
  /** Counted from the start; `date` (`YYYY-MM-DD`) when the start is known. */
  month: number
  date?: string
  because: string[]
  why: Because[]
}

/** What one audience gains, from the sixteen items of the start-up guide (`domain/` entry 01.8). */
export interface ValueProposition {
  audience: 'member' | 'organisation' | 'sponsor'
  name: string
  picks: { id: string; term: 'short' | 'long'; text: string; why: Because[] }[]
}

export interface Role {
  key: string
  name: string
  count: number
  /** Hours a month of each holder. */
  hours: number
  /** Months; `null` where the role has no term. */
  term: number | null
  /** How often a term may be renewed. */
  renewals: number
  /** Is a deputy named at launch? */
  deputy: boolean
  duties: string[]
  decides: string[]
  /** What a reader must know: vacant, shared, limited. */
  note?: string
  because: string[]
}

export interface WorkingGroups {
  /** At one time; 0 where there are none. */
  max: number
  form: string
  months: number
  text: string
  /** One for each of the first gaps, as far as `max` reaches: a proposal to start from. */
  proposed: { title: string; gap?: string; product: string; months: number }[]
  because: string[]
}

export type RaciLetter = 'R' | 'A' | 'C' | 'I'
export interface Raci {
  columns: { key: string; name: string }[]
  rows: { key: string; decision: string; cells: Record<string, RaciLetter[]>; how: string }[]
  because: string[]
}

/** A ring of membership that is granted; never to be confused with participation tiers, which are computed. */
export interface Circle {
  key: CircleKey
  name: string
  policy: 'open' | 'approval' | 'invitation'
  policyText: string
  /** Seats at most, where they are limited. */
  seats?: { from: number; to: number }
  /** Attend so many of so many events of these formats a year; none where nothing is promised. */
  commitment: { attend: number; of: number; per: 'year'; formats: string[] } | null
  commitmentText: string
  abilities: { key: string; text: string }[]
  because: string[]
}

export interface Hub {
  status: 'no' | 'optional' | 'recommended' | 'yes'
  built: boolean
  /** How it works, or why there is none, or what would make one worthwhile. */
  text: string
  because: string[]
}

/** One step of a new member's first 90 days; software ticks it by its key. */
export interface OnboardingStep {
  key: string
  title: string
  text: string
  /** Days after joining: opens at, due at. */
  from: number
  to: number
  required: boolean
  /** Minutes it takes. */
  minutes: number
  owner: string
  circle: CircleKey
  because: string[]
}

export interface CharterClause {
  key: string
  title: string
  text: string
  because: string[]
}
