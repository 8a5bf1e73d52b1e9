/** A moment in a mail: the reader's clock first, the organiser's after it, both places named. */
import { withFirstDay } from '#i18n/first-day.ts'
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
  const day = `${dayInWords(start.toZonedDateTimeISO(reader).toPlainDate(), w)}, `
  const clock = theirs.startsWith(day) ? theirs.slice(day.length) : theirs
  return `${mine} ${w('ui.when.you', { city: cityOf(reader, w) })} · ${clock} ${w('ui.when.organiser', { city: cityOf(organiser, w) })}`
}

/** `Thursday 12 March 2026, 14:00–16:00` by a clock in a zone. */
export function spanInWords(start: Temporal.Instant, end: Temporal.Instant, zone: string, w: Words): string {
  const [from, until] = [start.toZonedDateTimeISO(zone), end.toZonedDateTimeISO(zone)]
  const begins = `${dayInWords(from.toPlainDate(), w)}, ${clockOf(from)}`
  return from.toPlainDate().equals(until.toPlainDate())
    ? `${begins}–${clockOf(until)}`
    : `${begins} – ${dayInWords(until.toPlainDate(), w)}, ${clockOf(until)}`
}

/** `Thursday 12 March 2026` */
export function dayInWords(day: Temporal.PlainDate, w: Words): string {
  const told = day.toLocaleString(w.locale === 'en' ? 'en-GB' : w.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return withFirstDay(told, w.locale).replace(/^(\p{L}+), (?=\d)/u, '$1 ')
}

const clockOf = (at: Temporal.ZonedDateTime): string => at.toPlainTime().toString({ smallestUnit: 'minute' })

const cityOf = (zone: string, w: Words): string => w.maybe(`ui.city.${zone.split('/').at(-1)}`) ?? placeOf(zone)
