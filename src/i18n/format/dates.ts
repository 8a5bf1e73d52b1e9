/**
 * Days and moments as people read them. A day is `YYYY-MM-DD` and has no zone; a moment is an ISO instant and needs the
 * zone in which it is told. No clock is read here.
 */
import { withFirstDay } from '../first-day.ts'
import { dateFormat, relativeFormat, saidOnce } from './intl.ts'

/** How much of a date is said. */
export type DateStyle = 'full' | 'short' | 'plain' | 'month'

const wishes = {
  /** Thursday 12 March 2026 */
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  fullOfThisYear: { weekday: 'long', day: 'numeric', month: 'long' },
  /** Thu 12 March 2026 */
  short: { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' },
  shortOfThisYear: { weekday: 'short', day: 'numeric', month: 'long' },
  /** 12 March 2026 */
  plain: { day: 'numeric', month: 'long', year: 'numeric' },
  plainOfThisYear: { day: 'numeric', month: 'long' },
  /** March 2026 */
  month: { month: 'long', year: 'numeric' },
  monthOfThisYear: { month: 'long' },
  clock: { hour: '2-digit', minute: '2-digit' },
  weekday: { weekday: 'short' },
  monthName: { month: 'short' },
  year: { year: 'numeric' },
  iso: { year: 'numeric', month: '2-digit', day: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** In which zone a moment is told, and against which today its year may go unsaid. */
export interface Told {
  /** IANA zone; needed for a moment, ignored for a day. */
  zone?: string | undefined
  /** ISO instant of now: a date in the same year goes without its year. */
  now?: string | undefined
}

/** A day, or a moment on the calendar of a zone: `Thursday 12 March 2026`. */
export function date(at: string, locale: string, style: DateStyle = 'plain', told: Told = {}): string {
  const silent = told.now !== undefined && isoDay(at, told.zone).slice(0, 4) === isoDay(told.now, told.zone).slice(0, 4)
  return part(at, locale, told.zone, silent ? `${style}OfThisYear` : style).replace(/^(\p{L}+), (?=\d)/u, '$1 ')
}

/** The clock of a moment in a zone: `14:00`. */
export function time(at: string, zone: string, locale: string): string {
  return part(at, locale, zone, 'clock')
}

/** The pieces of a date that stand alone in a margin: the number of its day, its weekday and month in short, its year. */
export function pieces(
  at: string,
  locale: string,
  zone?: string,
): { day: string; weekday: string; month: string; year: string } {
  return {
    day: isoDay(at, zone).slice(8).replace(/^0/, ''),
    weekday: part(at, locale, zone, 'weekday'),
    month: part(at, locale, zone, 'monthName'),
    year: part(at, locale, zone, 'year'),
  }
}

/** Twelve short names of months from `start` (`YYYY-MM`). */
export function months(start: string, locale: string, count = 12): string[] {
  const first = Temporal.PlainYearMonth.from(start)
  return Array.from({ length: count }, (_, i) => part(`${first.add({ months: i })}-01`, locale, undefined, 'monthName'))
}

/**
 * How far away a moment or day is: "tomorrow", "in 3 weeks". Never alone: it stands beside the real date. Days are
 * counted as calendar days in `zone`, so that the next morning is tomorrow.
 */
export function relative(at: string, now: string, locale: string, zone = 'UTC'): string {
  const say = relativeFormat(locale)
  const days = Temporal.PlainDate.from(isoDay(now, zone)).until(isoDay(at, zone)).days
  const far = Math.abs(days)
  if (days === 0 && isMoment(at)) {
    const minutes = Math.round((Date.parse(at) - Date.parse(now)) / 60_000)
    return Math.abs(minutes) < 60 ? say.format(minutes, 'minute') : say.format(Math.round(minutes / 60), 'hour')
  }
  if (far < 14) return say.format(days, 'day')
  if (far < 60) return say.format(Math.round(days / 7), 'week')
  if (far < 700) return say.format(Math.round(days / 30.44), 'month')
  return say.format(Math.round(days / 365.25), 'year')
}

/** The day, `YYYY-MM-DD`, on which a moment falls in a zone; a day is its own. */
export function isoDay(at: string, zone = 'UTC'): string {
  return isMoment(at) ? part(at, 'sv', zone, 'iso') : at
}

const isMoment = (at: string): boolean => at.length > 10

function part(at: string, locale: string, zone: string | undefined, wish: keyof typeof wishes): string {
  const timeZone = isMoment(at) ? zone : 'UTC'
  if (timeZone === undefined) throw new TypeError(`A moment needs a zone: ${at}`)
  return saidOnce(`${wish} ${locale} ${timeZone} ${minuteOf(at)}`, () =>
    withFirstDay(dateFormat(locale, { ...wishes[wish], timeZone }).format(Date.parse(at)), locale),
  )
}

/** What is told of a moment changes with its minute at most: `now` is then the same for a whole minute of visits. */
const minuteOf = (at: string): string => (at.endsWith('Z') ? at.slice(0, 16) : at)
