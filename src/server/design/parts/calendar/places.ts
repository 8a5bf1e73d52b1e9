/** Where members live, as far as the clock is concerned. */
import { offsetHours, placeOf, zonesOf } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import type { Year } from './span.ts'

/** A place with a clock; `zone` may be a fixed offset (`Etc/GMT-5`) where only the span of zones is known. */
export interface Place {
  name: string
  zone: string
}
export interface Places {
  list: Place[]
  /** Countries were not named (or do not reach as far as the span): the ends were worked out from the span. */
  assumed: boolean
}

/**
 * The organiser's place and one for each named country (the zone where most of its people live), each clock once. If the named
 * countries do not reach as far as the stated span of time zones, its ends are added half to each side of the organiser.
 */
export function memberPlaces(decided: Decided, year: Year): Places {
  const name = new Intl.DisplayNames(decided.locale, { type: 'region' })
  const countries = decided.context.community.countries ?? []
  const named = countries.flatMap((country) => {
    const zone = zonesOf(country)[0]
    return zone ? [{ name: name.of(country) ?? country, zone, country }] : []
  })
  const organiser = named.find((place) => zonesOf(place.country).includes(year.zone))
  const list = differentClocks(
    [
      { name: organiser?.name ?? placeOf(year.zone), zone: year.zone },
      ...named.map(({ name, zone }) => ({ name, zone })),
    ],
    year.from,
  )
  const span = decided.answer<number>('scope.utc-span-hours')
  const reach = list.map((place) => offsetHours(place.zone, year.from))
  if (Math.max(...reach) - Math.min(...reach) >= span * 0.6) return { list, assumed: false }
  const home = offsetHours(year.zone, year.from)
  const ends = [home - span / 2, home + span / 2].map((offset) =>
    fixed(Math.round(Math.max(-11, Math.min(13, offset)))),
  )
  return { list: differentClocks([...list, ...ends], year.from), assumed: true }
}

// Two places that show the same hour in both halves of the year are one for our purpose; the names are joined.
function differentClocks(places: readonly Place[], date: string): Place[] {
  const clocks = new Map<string, Place>()
  const later = Temporal.PlainDate.from(date).add({ days: 182 }).toString()
  for (const place of places) {
    const clock = `${offsetHours(place.zone, date)} ${offsetHours(place.zone, later)}`
    const same = clocks.get(clock)
    if (!same) clocks.set(clock, place)
    else if (!same.name.split(', ').includes(place.name))
      clocks.set(clock, { ...same, name: `${same.name}, ${place.name}` })
  }
  return [...clocks.values()]
}

// POSIX counts the other way round: five hours east of Greenwich is `Etc/GMT-5`.
function fixed(offset: number): Place {
  const sign = offset < 0 ? '−' : '+'
  return {
    name: `UTC${sign}${Math.abs(offset)}`,
    zone: offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset < 0 ? '+' : '-'}${Math.abs(offset)}`,
  }
}
