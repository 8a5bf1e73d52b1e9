/** The timed plan of an event: cut from its format's template, and laid on the clock. Pure. */
import { scaled } from '../foundations/agenda.ts'
import { scheduled } from '../foundations/time/index.ts'
import type { PollPlan } from './live/polls/plan.ts'
import { hoursOf } from './day-hours.ts'
import { interactiveModes } from './names.ts'

export { scaled }

export interface Segment {
  /** Which day of the event, from 1. */
  day: number
  minutes: number
  title: string
  purpose: string | null
  /** Id of a mode: `small-group`. */
  mode: string
  /** Id of the role that leads it. */
  lead: string
}

/** What of a format's data makes an agenda: that of content/event-formats.json. */
export interface Template {
  days?: number
  duration_minutes?: number
  segments?: TemplateSegment[]
  variants?: {
    id: string
    name?: string
    change?: string
    days?: number
    duration_minutes?: number
    segments?: TemplateSegment[]
  }[]
}
interface TemplateSegment {
  day?: number
  minutes: number
  title: string
  purpose?: string
  mode: string
  lead: string
  /** Polls that each event of the format finds prepared in this part. */
  polls?: PollPlan[]
}

/**
 * The agenda of a format (or of one of its variants that has its own) for so many minutes in all, and over how many days.
 * Empty where the format has none.
 */
export function agendaOf(
  template: Template,
  variant: string | undefined,
  minutes: number,
): { segments: Segment[]; days: number } {
  const chosen = template.variants?.find(({ id, segments }) => id === variant && segments) ?? template
  const segments = (chosen.segments ?? []).map(({ day, purpose, ...segment }) => ({
    ...segment,
    day: day ?? 1,
    purpose: purpose ?? null,
  }))
  return { segments: scaled(segments, minutes), days: Math.max(1, ...segments.map(({ day }) => day)) }
}

/** The same segments with the moment (ISO instant) at which each begins. */
export function timetable<S extends { day: number; minutes: number }>(
  event: { wall_start: string; zone: string; day_hours?: unknown },
  segments: readonly S[],
): (S & { at: string })[] {
  const [date, time] = event.wall_start.split('T') as [string, string]
  const first = Temporal.PlainDate.from(date)
  const hours = hoursOf(event)
  let day = 0
  let at = Temporal.Instant.fromEpochMilliseconds(0)
  return segments.map((segment) => {
    if (segment.day !== day) {
      day = segment.day
      at = Temporal.Instant.from(
        scheduled(first.add({ days: day - 1 }).toString(), hours?.[day - 1]?.from ?? time.slice(0, 5), event.zone)
          .instant,
      )
    }
    const placed = { ...segment, at: at.toString() }
    at = at.add({ minutes: segment.minutes })
    return placed
  })
}

/** Share of the minutes outside breaks in which people work together, 0 to 1; `null` for an empty agenda. */
export function interactiveShare(segments: readonly { minutes: number; mode: string }[]): number | null {
  const work = segments.filter(({ mode }) => mode !== 'break')
  return work.length === 0 ? null : sum(work.filter(({ mode }) => interactiveModes.has(mode))) / sum(work)
}

export function sum(segments: readonly { minutes: number }[]): number {
  return segments.reduce((total, { minutes }) => total + minutes, 0)
}
