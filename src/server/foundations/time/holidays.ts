/**
 * Public holidays, offline and deterministic. The library that knows them is large, so it is loaded only when a calendar is
 * composed; the nine countries it lacks and that this field works in stand in `content/public-holidays.json`.
 */
import supplement from '#content/public-holidays.json' with { type: 'json' }
import type { Locale } from '#i18n/index.ts'
import { daysAfter } from './wall.ts'

export interface Holiday {
  /** ISO 3166-1 alpha-2. */
  country: string
  name: string
}

/** The public holidays of some countries between two dates. */
export interface Holidays {
  /** Dates `YYYY-MM-DD`, both inside. */
  from: string
  to: string
  /** The countries whose holidays are in `days`. */
  known: string[]
  /** Countries asked for whose holidays nobody here knows. */
  unknown: string[]
  /** Holidays by date. */
  days: Record<string, Holiday[]>
}

/**
 * The public holidays of countries (ISO 3166-1 alpha-2) from `from` to `to` (`YYYY-MM-DD`, both inside), named in `locale` where a
 * name is known. National holidays only; regional ones, and the day on which a moon is really seen, are left to the people.
 */
export async function holidaysOf(
  countries: readonly string[],
  from: string,
  to: string,
  locale: Locale = 'en',
): Promise<Holidays> {
  const holidays: Holidays = { from, to, known: [], unknown: [], days: {} }
  if (countries.length === 0) return holidays
  const { default: Library } = await import('date-holidays')
  const years = yearsBetween(from, to)
  for (const country of countries) {
    const found = years.flatMap((year) => inYear(Library, country, year, locale))
    ;(found.length > 0 ? holidays.known : holidays.unknown).push(country)
    for (const { date, name } of found)
      if (date >= from && date <= to) {
        const sameDay = (holidays.days[date] ??= [])
        if (!sameDay.some((one) => one.country === country)) sameDay.push({ country, name })
      }
  }
  return holidays
}

type Library = (typeof import('date-holidays'))['default']
interface Named {
  date: string
  name: string
}

// Working out the moon takes milliseconds per country and year, and the answer never changes.
const computed = new Map<string, Named[]>()

function inYear(Library: Library, country: string, year: number, locale: Locale): Named[] {
  const key = `${country} ${year} ${locale}`
  const before = computed.get(key)
  if (before) return before
  const days = calendarOf(Library, country, locale)
    .getHolidays(year)
    .filter((holiday) => holiday.type === 'public')
    .flatMap((holiday) =>
      Array.from({ length: Math.max(1, Math.ceil((+holiday.end - +holiday.start) / 864e5)) }, (_, day) => ({
        date: daysAfter(holiday.date.slice(0, 10), day),
        name: holiday.name,
      })),
    )
  computed.set(key, days)
  return days
}

// A name that the language lacks is said in English rather than in the country's first language.
function calendarOf(Library: Library, country: string, locale: Locale): InstanceType<Library> {
  const added = (supplement.countries as unknown as Record<string, [rule: string, en: string, fr: string][]>)[country]
  const languages = [locale, 'en']
  if (!added) return new Library(country, { types: ['public'], languages })
  const calendar = new Library({ languages })
  for (const [rule, en, fr] of added) calendar.setHoliday(rule, { name: { en, fr }, type: 'public' })
  return calendar
}

function yearsBetween(from: string, to: string): number[] {
  const first = Number(from.slice(0, 4))
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, n) => first + n)
}
