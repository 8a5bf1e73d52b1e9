/** One moment, two clocks: the reader's first, the organiser's under it, both zones named. */
import type { Words } from '#i18n/index.ts'
import { date, isoDay, time } from './format.ts'

export interface Moment {
  /** ISO instants. */
  start: string
  end?: string | undefined
  /** IANA zone of the reader; unknown for a stranger, who then sees the organiser's clock alone. */
  zone?: string | undefined
  /** IANA zone in which it was planned. */
  organiser: string
  /** ISO instant of now: within its year the year goes unsaid. */
  now?: string | undefined
}

export interface Clock {
  /** `14:00–16:00`; with its date where that is not the first clock's. */
  time: string
  /** `your time (Nairobi)` */
  whose: string
}

/** The date on the reader's calendar, and one clock or two. Clocks that agree are said once. */
export function clocks(moment: Moment, w: Words, style: 'full' | 'short' = 'full'): { date: string; clocks: Clock[] } {
  const { start, organiser, now } = moment
  const zone = moment.zone ?? organiser
  const told = date(start, w.locale, style, { zone, now })
  const city = place(zone, w)
  const other = place(organiser, w)
  if (moment.zone === undefined)
    return { date: told, clocks: [{ time: span(moment, zone, w), whose: w('ui.when.organiser', { city }) }] }
  if (city === other)
    return { date: told, clocks: [{ time: span(moment, zone, w), whose: w('ui.when.shared', { city }) }] }
  const mine = span(moment, zone, w)
  const theirs = span(moment, organiser, w)
  const sameDay = isoDay(start, zone) === isoDay(start, organiser)
  if (sameDay && mine === theirs)
    return { date: told, clocks: [{ time: mine, whose: w('ui.when.same', { city, other }) }] }
  const dated = sameDay ? theirs : `${date(start, w.locale, 'short', { zone: organiser, now: start })}, ${theirs}`
  return {
    date: told,
    clocks: [
      { time: mine, whose: w('ui.when.you', { city }) },
      { time: dated, whose: w('ui.when.organiser', { city: other }) },
    ],
  }
}

/** The city that names a zone: `Africa/Johannesburg` is Johannesburg, in the reader's language where it has its own name. */
export function place(zone: string, w: Words): string {
  const city = zone.slice(zone.lastIndexOf('/') + 1)
  return w.maybe(`ui.city.${city}`) ?? city.replaceAll('_', ' ')
}

function span({ start, end }: Moment, zone: string, w: Words): string {
  const from = time(start, zone, w.locale)
  if (end === undefined) return from
  const until = time(end, zone, w.locale)
  if (isoDay(start, zone) === isoDay(end, zone)) return `${from}–${until}`
  return `${from} – ${date(end, w.locale, 'short', { zone, now: start })}, ${until}`
}
