/** A moment in a mail: the reader's clock first, the organiser's after it, both places named. */
import { date } from '#i18n/format/dates.ts'
import type { Words } from '#i18n/index.ts'
import { placeOf } from '../foundations/time/index.ts'

/** `Thursday 12 March 2026, 14:00–16:00 your time (Nairobi) · 13:00–15:00 organiser (Johannesburg)` */
export function momentInWords(
  start: Temporal.Instant,
  end: Temporal.Instant,
  reader: string,
  organiser: string,
  w: Words,
): string {
  const mine = spanInWords(start, end, reader, w)
  const theirs = spanInWords(start, end, organiser, w)
  if (mine === theirs) return `${mine} (${cityOf(organiser, w)})`
  const day = `${dayOf(start.toZonedDateTimeISO(reader), w)}, `
  const clock = theirs.startsWith(day) ? theirs.slice(day.length) : theirs
  return `${mine} ${w('ui.when.you', { city: cityOf(reader, w) })} · ${clock} ${w('ui.when.organiser', { city: cityOf(organiser, w) })}`
}

/** `Thursday 12 March 2026, 14:00–16:00` by a clock in a zone. */
export function spanInWords(start: Temporal.Instant, end: Temporal.Instant, zone: string, w: Words): string {
  const [from, until] = [start.toZonedDateTimeISO(zone), end.toZonedDateTimeISO(zone)]
  const begins = `${dayOf(from, w)}, ${clockOf(from)}`
  return from.toPlainDate().equals(until.toPlainDate())
    ? `${begins}–${clockOf(until)}`
    : `${begins} – ${dayOf(until, w)}, ${clockOf(until)}`
}

const dayOf = (at: Temporal.ZonedDateTime, w: Words): string => date(at.toPlainDate().toString(), w.locale, 'full')

const clockOf = (at: Temporal.ZonedDateTime): string => at.toPlainTime().toString({ smallestUnit: 'minute' })

const cityOf = (zone: string, w: Words): string => w.maybe(`ui.city.${zone.split('/').at(-1)}`) ?? placeOf(zone)
