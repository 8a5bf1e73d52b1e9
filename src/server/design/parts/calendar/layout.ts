/**
 * Where in the month each format sits: one weekday for what is for everybody, other days for clinics, for hands-on work and for dropping in.
 * The week pattern follows `domain/` entry 04.2: clinic, meeting, clinic and newcomers, showcase.
 */
import type { Audience, Weekdays } from './types.ts'

export interface Layout {
  day: 'main' | 'clinic' | 'hands' | 'drop'
  /** Which weekday of the month, 1 to 4. */
  nth: number
  /** The second one where a rhythm is twice a month. */
  second?: number
  /** With which month of the year a rarer rhythm begins, 1 the first. */
  phase: number
  audience: Audience
}

/** Formats in the order in which they are given their dates: who comes first is moved last. */
export const layouts: Record<string, Layout> = {
  'launch-event': { day: 'main', nth: 1, phase: 1, audience: 'everybody' },
  'annual-retreat': { day: 'main', nth: 2, phase: 12, audience: 'everybody' },
  'cop-meeting-with-panel': { day: 'main', nth: 2, phase: 2, audience: 'everybody' },
  'monthly-learning-session': { day: 'main', nth: 2, second: 4, phase: 1, audience: 'everybody' },
  'mel-hub-pre-brief': { day: 'main', nth: 1, phase: 2, audience: 'hub' },
  'quarterly-showcase': { day: 'main', nth: 4, phase: 3, audience: 'guests-too' },
  'onboarding-orientation': { day: 'main', nth: 3, second: 1, phase: 1, audience: 'newcomers' },
  'peer-clinic': { day: 'clinic', nth: 3, second: 1, phase: 1, audience: 'case-group' },
  workshop: { day: 'hands', nth: 4, phase: 2, audience: 'everybody' },
  webinar: { day: 'main', nth: 1, second: 4, phase: 4, audience: 'guests-too' },
  'case-clinic': { day: 'clinic', nth: 2, second: 4, phase: 2, audience: 'case-group' },
  'after-action-review': { day: 'clinic', nth: 4, phase: 3, audience: 'everybody' },
  'troika-consulting': { day: 'hands', nth: 1, second: 3, phase: 1, audience: 'everybody' },
  'office-hours': { day: 'drop', nth: 2, second: 4, phase: 1, audience: 'everybody' },
  'async-discussion': { day: 'hands', nth: 2, phase: 2, audience: 'everybody' },
  'working-group-meeting': { day: 'hands', nth: 1, phase: 1, audience: 'working-group' },
}

/** The ISO weekday of a layout. */
export function weekdayFor(layout: Layout, weekdays: Weekdays): number {
  return weekdays[layout.day]
}
