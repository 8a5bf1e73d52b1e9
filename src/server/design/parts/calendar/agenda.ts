/** Agendas cut to the minutes that were decided, to the minute. */
import type { FormatCatalogue, FormatSegment } from './formats.ts'
import type { AgendaSegment } from './types.ts'

/**
 * Segments scaled to a total, each in proportion and at least two minutes, adding up exactly. What is short does not stop for
 * a pause: breaks of up to twenty minutes go when the sitting lasts 90 minutes or less.
 */
export function scaled(segments: readonly FormatSegment[], minutes: number): FormatSegment[] {
  const kept =
    minutes <= 90 ? segments.filter((segment) => segment.mode !== 'break' || segment.minutes > 20) : [...segments]
  const whole = sum(kept.map((segment) => segment.minutes))
  if (whole === minutes) return kept
  const exact = kept.map((segment) => Math.max(Math.min(2, segment.minutes), (segment.minutes * minutes) / whole))
  const given = exact.map(Math.floor)
  // What rounding left over goes to, or is taken from, those whom it wronged most; the longest bear what the shortest cannot.
  for (let left = minutes - sum(given); left !== 0; left -= Math.sign(left)) {
    const step = Math.sign(left)
    const owed = exact.map((share, n) =>
      step > 0 || (given[n] ?? 0) > 2 ? step * (share - (given[n] ?? 0)) : -Infinity,
    )
    const most = owed.indexOf(Math.max(...owed))
    given[most] = (given[most] ?? 0) + step
  }
  return kept.map((segment, n) => ({ ...segment, minutes: given[n] ?? segment.minutes }))
}

/** Segments with their starting minutes and the names of modes and roles. */
export function timed(segments: readonly FormatSegment[], catalogue: FormatCatalogue): AgendaSegment[] {
  let at = 0
  return segments.map((segment) => {
    const mode = catalogue.modes.get(segment.mode)
    const one = {
      at,
      minutes: segment.minutes,
      title: segment.title,
      purpose: segment.purpose,
      mode: segment.mode,
      modeName: mode?.name ?? segment.mode,
      lead: segment.lead,
      leadName: catalogue.roles.get(segment.lead) ?? segment.lead,
      together: mode?.together ?? false,
    }
    at += segment.minutes
    return one
  })
}

/** Share of the minutes outside breaks in which members work together, 0-1, to two decimals. */
export function interactiveShare(segments: readonly AgendaSegment[]): number {
  const work = segments.filter((segment) => segment.mode !== 'break')
  const together = sum(work.filter((segment) => segment.together).map((segment) => segment.minutes))
  return Math.round((together / Math.max(1, sum(work.map((segment) => segment.minutes)))) * 100) / 100
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
