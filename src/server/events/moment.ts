/** A moment in a mail: the reader's clock first, the organiser's after it, both places named. */
import type { Words } from '#i18n/index.ts'
import { placeOf } from '../foundations/time/index.ts'

/** `Thursday 12 March 2026, 14:00–16:00 your time (Nairobi) · 13:00–15:00 organiser (Johannesburg)` */
export function momentInWords(start: Temporal.Instant, end: Temporal.Instant, reader: string, organiser: string, w: Words): string {
  const mine = span(start, end, reader, w)
  const theirs = span(start, end, organiser, w)
  if (mine === theirs) return `${mine} (${cityOf(organiser, w)})`
  return `${mine} ${w('ui.when.you', { city: cityOf(reader, w) })} · ${theirs} ${w('ui.when.organiser', { city: cityOf(organiser, w) })}`
}

function span(start: Temporal.Instant, end: Temporal.Instant, zone: string, w: Words): string {
  const [from, until] = [start.toZonedDateTimeISO(zone), end.toZonedDateTimeISO(zone)]
  const last = from.toPlainDate().equals(until.toPlainDate()) ? '' : `${dayOf(until, w)}, `
  return `${dayOf(from, w)}, ${clockOf(from)}${last ? ' – ' : '–'}${last}${clockOf(until)}`
}

const dayOf = (at: Temporal.ZonedDateTime, w: Words): string =>
  at.toPlainDate().toLocaleString(w.locale === 'en' ? 'en-GB' : w.locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

const clockOf = (at: Temporal.ZonedDateTime): string => at.toPlainTime().toString({ smallestUnit: 'minute' })

const cityOf = (zone: string, w: Words): string => w.maybe(`ui.city.${zone.split('/').at(-1)}`) ?? placeOf(zone)
