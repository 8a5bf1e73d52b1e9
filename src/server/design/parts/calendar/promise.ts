/** Keeps the dated year inside what members promised, where the rules thought that it fits and a short year makes it heavier. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { liveHours } from './load.ts'
import type { SeriesPlan } from './plan.ts'
import type { Skipped } from './settle.ts'
import type { CalendarEvent } from './types.ts'

/** What gives way first (`domain/` entry 09.1); orientation, digest and follow-up never do. */
const order = [
  'webinar',
  'quarterly-showcase',
  'workshop',
  'case-clinic',
  'office-hours',
  'monthly-learning-session',
  'peer-clinic',
]

/**
 * The events without those that would make the year heavier than promised, the latest of the most dispensable series first. Adds
 * them to `skipped`. A twice-yearly showcase weighs double in a quarter of a year: rhythms cannot know that, dates do. Where the
 * rules themselves could not meet the ceiling, or a person chose otherwise, nothing is taken away: a warning says it.
 */
export function withinPromise(
  decided: Decided,
  plans: readonly SeriesPlan[],
  events: readonly CalendarEvent[],
  skipped: Skipped,
  say: Words,
): CalendarEvent[] {
  const ceiling = decided.value<number>('cadence.max-live-hours-per-member-month') ?? Infinity
  const ruled = decided.value<number>('cadence.live-hours-per-member-month') ?? Infinity
  let kept = [...events]
  if (ruled > ceiling + 0.01) return kept
  while (liveHours(decided, plans, kept) > ceiling + 0.01) {
    const series = order.find((key) => !chosenByHand(decided, key) && kept.some((event) => event.series === key))
    const last = kept.findLast((event) => event.series === series)
    if (!series || !last) break
    const gone = wholeEvent(last)
    kept = kept.filter((event) => event.series !== series || wholeEvent(event) !== gone)
    skipped.set(series, [
      ...(skipped.get(series) ?? []),
      { date: last.wall.slice(0, 10), why: say('design-calendar.closed.promise') },
    ])
  }
  return kept
}

function chosenByHand(decided: Decided, format: string): boolean {
  return decided.decisions.some((decision) => decision.id === `cadence.${format}` && decision.override)
}

// Twins and parts share the number of their event: `workshop-02-1` and `workshop-02-2` go together.
function wholeEvent(event: CalendarEvent): string {
  return event.id.slice(event.series.length).split('-')[1] ?? event.id
}
