/** The hub, or the reason why there is none. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { capital } from '../common/phrases.ts'
import { perYear } from '../../rules/formulas.ts'
import type { Hub } from './types.ts'

/** Is there a hub from the start? */
export function hubBuilt(decided: Decided): boolean {
  return decided.list('membership.circles').includes('mel-hub')
}

/** CoP meetings in a year, and how many of them a hub member promises. */
export function hubPromise(decided: Decided): { attend: number; of: number } {
  const of = perYear(decided.value<string>('cadence.cop-meeting-with-panel'))
  return { attend: Math.min(of, decided.value<number>('membership.hub-meetings-per-year') ?? Math.round(of * 0.8)), of }
}

/** Seats of the hub, from the decided range. */
export function hubSeats(decided: Decided): { from: number; to: number } {
  const [from = 8, to = 12] = (decided.value<string>('membership.hub-size') ?? '8-12').split('-').map(Number)
  return { from, to }
}

/** What becomes of the hub in the sense of the founding slides: invited, committed, briefed, debating before everybody. */
export function hubOf(decided: Decided, say: Words): Hub {
  const status = decided.value<Hub['status']>('membership.hub') ?? 'no'
  const built = hubBuilt(decided)
  const because = ['membership.hub', ...(built ? ['membership.hub-size', 'membership.hub-meetings-per-year'] : [])]
  const base = { status, built, because }
  if (built)
    return { ...base, text: say('design-governance.hub.built', { ...hubSeats(decided), ...hubPromise(decided) }) }
  const grounds = groundsOf(decided, status, say)
  if (status === 'no') return { ...base, text: say('design-governance.hub.none', { grounds }) }
  return {
    ...base,
    text: say('design-governance.hub.optional', { grounds, members: decided.answer<number>('scope.members') }),
  }
}

// What a size band says about everything at once is no reason for one thing: the catalogue says it for the hub alone.
function groundsOf(decided: Decided, status: string, say: Words): string {
  const spoken = decided.because('membership.hub').at(-1)
  if (!spoken || spoken.rule === 'base' || spoken.rule.startsWith('rul-size-'))
    return say(status === 'no' ? 'design-governance.hub.no-ground' : 'design-governance.hub.size-ground')
  return capital(spoken.reason).replace(/[.]*$/u, '.')
}
