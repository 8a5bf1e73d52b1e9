import type { Decided } from '../../basics.ts'
import { sizeOf } from './size.ts'

/**
 * Verified stories to aim at in a full year: one for 25 members, and never more than two for each of the core team, who verify them
 * at three hours each (`domain/07`, VAL-01; `domain/08`, 8.3).
 */
export function storiesPerYear(decided: Decided): number {
  const core = decided.value<number>('governance.core-team-size') ?? 3
  return Math.max(1, Math.min(Math.ceil(sizeOf(decided).members / 25), core * 2))
}
