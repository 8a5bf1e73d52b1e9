/** What does not fit in an agenda, said while it is made. Pure. Source: domain/04, content/event-formats.json. */
import { interactiveShare, sum } from '../agenda.ts'
import { hoursOf, minutesOf } from '../day-hours.ts'

/** Nobody follows well for longer than this, in minutes, without a pause: facilitators count with 60 to 90. */
const longestSitting = 90

export type Finding =
  /** Minutes more, or fewer, than the meeting lasts, or than one of its days where each has its hours. */
  | { kind: 'longer'; minutes: number; day: number | null }
  | { kind: 'shorter'; minutes: number; day: number | null }
  /** So many minutes on a day without a break. */
  | { kind: 'no-break'; day: number; minutes: number }
  /** Less work together than the format asks for. Shares from 0 to 1. */
  | { kind: 'listening'; share: number; least: number }
  /** Somebody leads two things at the same time; `where` is another event, or none for this one. */
  | { kind: 'two-places'; who: string; what: string; other: string; where: string | null }

export interface Checked {
  day: number
  minutes: number
  title: string
  mode: string
}

/** What does not fit. `minutes` is how long the meeting lasts on all days together; an exchange in writing needs no break. */
export function findings(
  event: { minutes: number; place: string; day_hours?: unknown },
  parts: readonly Checked[],
  least: number | null,
): Finding[] {
  if (parts.length === 0) return []
  const share = interactiveShare(parts)
  const found: Finding[] = lengths(event, parts)
  if (event.place !== 'writing') found.push(...sittings(parts))
  // Formats name the share with two decimals.
  if (least !== null && share !== null && share < least - 0.005) found.push({ kind: 'listening', share, least })
  return found
}

/** What is longer or shorter than it should be: the whole, or each day that has hours of its own. */
function lengths(event: { minutes: number; day_hours?: unknown }, parts: readonly Checked[]): Finding[] {
  const hours = hoursOf(event)
  const wanted = hours
    ? hours.map((ofDay, i) => ({ day: i + 1, minutes: minutesOf(ofDay) }))
    : [{ day: null, minutes: event.minutes }]
  return wanted.flatMap(({ day, minutes }): Finding[] => {
    const total = sum(day === null ? parts : parts.filter((part) => part.day === day))
    if (total === minutes) return []
    return [{ kind: total > minutes ? 'longer' : 'shorter', minutes: Math.abs(total - minutes), day }]
  })
}

/** The longest stretch of each day that goes on for too long. */
function sittings(parts: readonly Checked[]): Finding[] {
  return [...Map.groupBy(parts, ({ day }) => day)].flatMap(([day, ofDay]): Finding[] => {
    let sitting = 0
    let longest = 0
    for (const { mode, minutes } of ofDay) {
      sitting = mode === 'break' ? 0 : sitting + minutes
      longest = Math.max(longest, sitting)
    }
    return longest > longestSitting ? [{ kind: 'no-break', day, minutes: longest }] : []
  })
}
