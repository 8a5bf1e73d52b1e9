import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { required } from '../common/read.ts'
import { sizeOf } from '../common/size.ts'
import { workflow } from './content.ts'

/** How an item gets from a draft to a published, kept and retired piece of knowledge. */
export interface Quality {
  /** `light`: one second person; `full`: screening, peers, editing. */
  variant: 'light' | 'full'
  /** A check for harm comes before publication. */
  safety: boolean
  /** An office must clear the text before publication. */
  clearance: boolean
  states: {
    id: string
    name: string
    visibleTo: string[]
    /** Working days it may stay there. */ days: number | null
  }[]
  transitions: { from: string; to: string; by: string; condition: string }[]
  rules: string[]
  /** People who review in a quarter, at three items each at most. */
  reviewersNeeded: number
  /** Minutes that one review may cost. */
  reviewMinutes: number
  /** Reviewing hours a month, of all reviewers together. */
  hoursMonth: number
}

/** Review must not cost more than writing (`domain/05`, 5.6). */
const reviewMinutes = 45

/** The review process for a community of this size and risk, with its service levels. */
export function quality(decided: Decided, say: Words, itemsPerQuarter: number): Quality {
  const variant = sizeOf(decided).micro || decided.value('design.form') === 'learning-circle' ? 'light' : 'full'
  const safety = required(decided, 'moderation.pre-publication-check') === true
  const clearance = required(decided, 'content.official-clearance-path') === true
  const flags = new Set<string>([variant, ...(safety ? ['safety'] : []), ...(clearance ? ['clearance'] : [])])
  const { states, transitions, reviewerRules } = workflow(decided.locale)
  const kept = states.filter((state) => !state.variants || state.variants.some((one) => flags.has(one)))
  const ids = new Set(kept.map((state) => state.id))
  const reviewsEach = variant === 'light' ? 1 : 2
  return {
    variant,
    safety,
    clearance,
    states: kept.map((state) => ({
      id: state.id,
      name: state.label,
      visibleTo: state.visibleTo.map((who) => phrase(say, `design-whole.who.${personFor(who, decided)}`)),
      days: serviceDays(state.id, state.days, decided),
    })),
    transitions: transitions
      .filter((move) => ids.has(move.from) && ids.has(move.to))
      .filter((move) => (move.variants ?? []).every((one) => flags.has(one)))
      .filter((move) => !(clearance && move.to === 'published' && cutShortByClearance.includes(move.from)))
      .map(({ from, to, by, condition }) => ({
        from,
        to,
        by: phrase(say, `design-whole.who.${personFor(by, decided)}`),
        condition,
      })),
    rules: [
      ...(variant === 'light' ? [say('design-knowledge.quality.lightRule')] : reviewerRules.map((rule) => rule.text)),
      ...(safety ? [say('design-knowledge.quality.safetyRule')] : []),
      ...(clearance ? [say('design-knowledge.quality.clearanceRule')] : []),
      say('design-knowledge.quality.retirement'),
    ],
    reviewersNeeded: Math.max(variant === 'light' ? 2 : 3, Math.ceil((itemsPerQuarter * reviewsEach) / 3)),
    reviewMinutes,
    hoursMonth: Math.round(((itemsPerQuarter / 3) * reviewsEach * reviewMinutes) / 6) / 10,
  }
}

/** Where nobody is knowledge steward the coordinator does it. */
function personFor(who: string, decided: Decided): string {
  return who === 'steward' && !decided.list('governance.roles').includes('knowledge-steward') ? 'coordinator' : who
}

/** Where an office clears the text, nothing goes straight from these to the readers. */
const cutShortByClearance = ['accepted', 'submitted', 'specialist-review']

/** Members with under two hours a month need longer for a review; in a small group a second person is quick. */
function serviceDays(state: string, days: number | null, decided: Decided): number | null {
  if (days === null) return null
  if (state === 'submitted' && sizeOf(decided).micro) return 5
  const slow = decided.answer<number>('structure.hours-per-month') < 2
  return slow && ['peer-review', 'screening'].includes(state) ? Math.ceil(days * 1.5) : days
}
