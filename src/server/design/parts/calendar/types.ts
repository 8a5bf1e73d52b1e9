/** What part 2 of a design holds. Plain JSON; texts are in the language of the design. */
import type { Because, Load, QuietPeriod } from '../../basics.ts'

export interface Calendar {
  /** First and last day, `YYYY-MM-DD`, both inside: twelve months, or the funded horizon when that is shorter. */
  from: string
  to: string
  /** IANA zone of the organiser. */
  zone: string
  holidays: {
    /** Countries whose public holidays the calendar keeps clear (ISO 3166-1 alpha-2), the host's first. */
    kept: string[]
    /** Of these, the ones whose holidays are known here. */
    known: string[]
    /** Of these, the ones whose holidays nobody here knows. */
    unknown: string[]
    /** Members' countries whose holidays are not kept clear. */
    others: string[]
  }
  /** Times in which nothing is held; `assumed` when the design added it. */
  quiet: (QuietPeriod & { assumed: boolean })[]
  hours: Hours
  weekdays: Weekdays
  series: Series[]
  /** Every dated event, in order of time. */
  events: CalendarEvent[]
  formats: FormatPlan[]
  'not-chosen': NotChosen[]
  /** Live hours a month of a member, and of a hub member where there is a hub, against what was promised. */
  load: Load[]
}

/** At what hours of the day the community meets. */
export interface Hours {
  rule: 'fixed' | 'rotating' | 'twin'
  /** One slot, or two that take turns, or two in which the same event is held. */
  slots: Slot[]
  /**
   * What the slots mean where members live, `HH:MM` for each: `local` when the calendar begins, `later` half a year on, which differs
   * where one of the two clocks changes. `comfort` is that of the harder half.
   */
  places: { place: string; zone: string; local: string[]; later: string[]; comfort: Comfort[] }[]
  /** No countries were named: the places were worked out from the span of time zones. */
  assumed: boolean
  because: string[]
  why: Because[]
}
export interface Slot {
  key: 'a' | 'b'
  /** Wall time `HH:MM` in `zone`. */
  time: string
  zone: string
}
export type Comfort = 'good' | 'early' | 'late' | 'night'

/** On which days of the week: one for what is for everybody, others for clinics and for short or hands-on work. */
export interface Weekdays {
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  main: number
  clinic: number
  hands: number
  drop: number
  why: Because[]
}

/** A recurrence that makes events. */
export interface Series {
  key: string
  /** Id of the event format. */
  format: string
  variant?: string
  name: string
  class: string
  /** RFC 5545 RRULE in the organiser's wall time; `null` where dates follow another series or stand alone. */
  rule: string | null
  /** The rule as people say it: "second Thursday of the month, 13:00". */
  words: string
  slots: Slot[]
  minutes: number
  circle: CircleKey
  audience: Audience
  /** Held by a group on its own dates: it has an agenda and no dated events. */
  own: boolean
  /** How many events it makes in this calendar. */
  events: number
  /** Dates of the rule on which nothing is held, and why. */
  skipped: { date: string; why: string }[]
  because: string[]
}

export type CircleKey = 'wider' | 'hub'
/** Whom of the circle an event is for; `guests-too`: people from outside are welcome. */
export type Audience =
  'everybody' | 'newcomers' | 'subgroups' | 'hub' | 'case-group' | 'core-team' | 'working-group' | 'guests-too'

/** One dated event. Times agree: `start` is `wall` in `zone`, which is `instant`. */
export interface CalendarEvent {
  /** Series key and running number: stays when the date moves. */
  id: string
  series: string
  format: string
  class: string
  title: string
  /** The gap it works on, where it works on one. */
  topic?: string
  /** `YYYY-MM-DDTHH:MM:SS+02:00[Africa/Johannesburg]`. */
  start: string
  /** `YYYY-MM-DDTHH:MM`. */
  wall: string
  zone: string
  /** ISO 8601 in UTC. */
  instant: string
  /** Length; of a written discussion, its open days in minutes. */
  minutes: number
  circle: CircleKey
  audience: Audience
  /** False for exchange in writing, which nobody attends. */
  live: boolean
  slot: 'a' | 'b'
  /** Groups side by side (clinics). */
  groups: number
  /** Which sitting of several (retreat, workshop in parts). */
  part?: { number: number; of: number }
  /** The event that this one prepares. */
  prepares?: string
  /** The date that the rule gave, and why it is another. */
  moved?: { from: string; why: string }
}

/** How one format is run here. */
export interface FormatPlan {
  format: string
  variant?: string
  name: string
  class: string
  purpose: string
  notFor: string
  size: { min: number; ideal: number; max: number }
  /** Minutes of one sitting, or days of a written discussion. */
  minutes: number
  days?: number
  /** One agenda per sitting; minutes add up to the sitting. */
  agendas: { caption: string; minutes: number; segments: AgendaSegment[] }[]
  /** Share of live minutes in which members work together, 0-1. */
  interactive: number
  facilitation: string[]
  roles: { role: string; name: string; duty: string; count: number }[]
  preparation: { day: number; task: string; owner: string }[]
  capture: string[]
  outputs: { id: string; name: string; due: number; owner: string; optional: boolean; sensitivity?: string }[]
  /** `day` counted from the event; the task's own offset in hours is kept. */
  followUp: { hours: number; task: string; owner: string }[]
  pulse: { id: string; text: string }[]
  lowBandwidth: string
  /** The low-bandwidth way is the normal way here. */
  lowBandwidthFirst: boolean
  success: string[]
  indicators: string[]
  because: string[]
}
export interface AgendaSegment {
  /** Minutes from the beginning; of a written discussion, days. */
  at: number
  minutes: number
  title: string
  purpose: string
  /** Id and name. */
  mode: string
  modeName: string
  lead: string
  leadName: string
  together: boolean
}

/** A format of the catalogue that this calendar does not hold, and why. */
export interface NotChosen {
  format: string
  name: string
  reason: string
  /** It gave way because members' time or the coordinator's was short. */
  dropped: boolean
  because: string[]
}
