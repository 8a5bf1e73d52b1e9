/** A line before money is shared out, and what makes one. Unit costs are starting values in US dollars (`domain/08`, 8.3, `[k]`). */
import type { Decided } from '../../../basics.ts'
import type { Calendar } from '../../calendar/types.ts'
import type { Knowledge } from '../../knowledge.ts'

/** Cost categories that community leaders were asked to split a budget over (Fontaine and Millen 2002). */
export type Category = 'roles' | 'meetings' | 'technology' | 'content'

export interface Cost {
  key: string
  category: Category
  /** US dollars for the year. */
  usd: number
  /** Lower is served first. */
  rank: number
  /** How many times its cost it may grow to when money is left; 1 for what has a price. */
  stretch: number
  /** Fills the justification `design-sustainability.budget.line.<key>.why`. */
  params: Record<string, string | number>
  /** Path of the decision that asks for the line. */
  decision: string
}

/** What a line takes in this design; nothing where the design does not ask for it. */
export type Line = (decided: Decided, calendar: Calendar, knowledge: Knowledge) => Cost | undefined

/** Budget band as a number, 0 to 4. */
export const profile = (decided: Decided): number => Number((decided.value<string>('budget.profile') ?? 'b0').slice(1))

/** One value for each budget band. */
export const byProfile = (
  decided: Decided,
  ...of: [b0: number, b1: number, b2: number, b3: number, b4: number]
): number => of[profile(decided)] ?? 0
