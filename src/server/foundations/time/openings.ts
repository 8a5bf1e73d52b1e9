/** On which days something may be held. */
import type { Words } from '#i18n/index.ts'
import type { Holidays } from './holidays.ts'
import { weekdayOf } from './wall.ts'
import { weekendOf } from './weekends.ts'

/** What is kept clear from `from` to `to` (`YYYY-MM-DD`, both inside). */
export interface Clear {
  from: string
  to: string
  /** Countries (ISO 3166-1 alpha-2) whose holidays and weekends count, the host's first. */
  kept: readonly string[]
  /** Times in which nothing is held. */
  quiet: readonly { from: string; to: string; name?: string | undefined }[]
}

/** Why a day is closed; `null` when it is open. */
export interface Openings {
  /** ISO weekdays on which all kept countries work. */
  workdays: number[]
  /** The reason in the language of the design. */
  closed(date: string): string | null
  /** The same for a day that somebody chose: a holiday or a quiet period closes it, a weekend does not. */
  kept(date: string): string | null
  /** Is any day from `from` to `to` in a quiet period or outside the calendar? */
  quietBetween(from: string, to: string): boolean
}

/** The open days of a year: no holiday or weekend of the kept countries, no quiet period, nothing outside the calendar. */
export function openingsOf(year: Clear, holidays: Holidays, say: Words): Openings {
  const workdays = commonWorkdays(year.kept)
  const country = new Intl.DisplayNames(say.locale, { type: 'region' })
  const quietOn = (date: string) => year.quiet.find((period) => period.from <= date && date <= period.to)
  const kept = (date: string): string | null => {
    const quiet = quietOn(date)
    if (quiet) return quiet.name ?? say('time.quiet')
    const holiday = (holidays.days[date] ?? []).find((one) => year.kept.includes(one.country))
    return holiday
      ? say('time.closed.holiday', { name: holiday.name, country: country.of(holiday.country) ?? holiday.country })
      : null
  }
  return {
    workdays,
    kept,
    closed(date) {
      if (date < year.from || date > year.to) return say('time.closed.outside')
      return kept(date) ?? (workdays.includes(weekdayOf(date)) ? null : say('time.closed.weekend'))
    },
    quietBetween: (from, to) =>
      from < year.from || to > year.to || year.quiet.some((period) => period.from <= to && period.to >= from),
  }
}

// Where weekends leave fewer than two common days the host's own week counts: somebody has to give.
function commonWorkdays(countries: readonly string[]): number[] {
  const [host = workdaysOf(nowhere), ...others] = countries.map(workdaysOf)
  const common = host.filter((day) => others.every((days) => days.includes(day)))
  return common.length >= 2 ? common : host
}

// CLDR's region of the whole world: Saturday and Sunday.
const nowhere = '001'

function workdaysOf(country: string): number[] {
  const weekend = weekendOf(country)
  return [1, 2, 3, 4, 5, 6, 7].filter((day) => !weekend.includes(day))
}
