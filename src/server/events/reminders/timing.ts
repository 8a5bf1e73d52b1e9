/** When somebody is reminded of an event, or asked whether they come: how long before, once each, and not all at once. */
import { z } from 'zod'

/** What an event format says about it (content/event-formats.json): hours before the event begins. */
export interface Timing {
  /** For those who said that they come, or may. */
  hours: number[]
  /** For those who were asked and have not answered: one question. */
  question: number
}

/** A week, a day and an hour before; the question four days before. Formats that are held often say less. */
const usual: Timing = { hours: [168, 24, 1], question: 96 }

const told = z.object({
  hours: z.array(z.number().int().min(1).max(1000)).max(5),
  question: z.number().int().min(1).max(1000),
})

/** The timing that a format's data holds, or the usual one. */
export function timingOf(data: unknown): Timing {
  const read = told.safeParse((data as { reminders?: unknown } | null)?.reminders)
  return read.success ? read.data : usual
}

/** No format is reminded of earlier than this, in hours. */
export const earliest = 1000

/** How somebody stands to an event, as far as reminding goes. */
export interface Standing {
  startsAt: Temporal.Instant
  timing: Timing
  /** Whether they said that they come, or may; otherwise they were asked and have not answered. */
  comes: boolean
  /** When they said it, or were asked: whoever has just heard of the event needs no reminder of it. */
  since: Temporal.Instant
  /** Of what they were reminded already. */
  reminded: readonly Told[]
}

export interface Told {
  kind: 'reminder' | 'question'
  hours: number
}

/** The longest that a reminder may come late: after that the next one will do. Half its time before, twelve hours at most. */
const lateAtMost = (hours: number): number => Math.min(hours / 2, 12)

/** What falls due until a moment; `null` where nothing does, or somebody was told that or something nearer. */
export function dueBy(until: Temporal.Instant, now: Temporal.Instant, standing: Standing): Told | null {
  const { startsAt, timing, comes, since, reminded } = standing
  if (Temporal.Instant.compare(startsAt, now) <= 0) return null
  const kind = comes ? 'reminder' : 'question'
  const leads = comes ? timing.hours : [timing.question]
  const hours = Math.min(...leads.filter((lead) => hoursUntil(startsAt, until) <= lead))
  if (!Number.isFinite(hours) || reminded.some((one) => one.kind === kind && one.hours <= hours)) return null
  if (hoursUntil(startsAt, since) <= hours || hours - hoursUntil(startsAt, now) > lateAtMost(hours)) return null
  return { kind, hours }
}

function hoursUntil(moment: Temporal.Instant, from: Temporal.Instant): number {
  return (moment.epochMilliseconds - from.epochMilliseconds) / 3_600_000
}

/** The last moment of the day by somebody's clock: what falls due until then goes into the one mail of that day. */
export function endOfDay(now: Temporal.Instant, zone: string): Temporal.Instant {
  const day = now.toZonedDateTimeISO(zone).toPlainDate()
  return day.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ milliseconds: 1 })
}
