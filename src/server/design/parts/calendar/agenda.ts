/** Agendas laid on the clock, with the names of what they are made of. */
import type { FormatCatalogue, FormatSegment } from '#server/foundations/event-formats.ts'
import type { AgendaSegment } from './types.ts'

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
