import type { Decided } from '../../basics.ts'

/** How large a community is, as far as its design depends on it. */
export interface Size {
  /** Members expected in month 12. */
  members: number
  /** `s1` micro to `s6` network (`domain/09`, table 9.3). */
  band: string
  /** 25 people or fewer: everybody knows everybody. */
  micro: boolean
  /** More than 200: what is done for each must be done by rules and by many hands. */
  large: boolean
}

/** Reads the size of the community from the answers. */
export function sizeOf(decided: Decided): Size {
  const band = decided.answer<string>('scope.size-band')
  return {
    members: decided.answer<number>('scope.members'),
    band,
    micro: band === 's1',
    large: ['s4', 's5', 's6'].includes(band),
  }
}

/** Months in the community's first year that are paid for: 12, or fewer where the money ends before. */
export function monthsOf(decided: Decided): number {
  return Math.max(1, Math.min(12, decided.answer<number>('budget.horizon-months')))
}

/** Working hours in a month of one full post, to weigh tasks against a share of a post: 40 weeks of 40 hours, and leave. */
export const hoursPerPost = 160
